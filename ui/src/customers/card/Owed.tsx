import { Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Became } from '~/act/messages/MessageRows'
import { useMessages } from '~/act/messages/queries'
import { Answer } from '~/shared/page/Answer'
import { Empty } from '~/shared/page/Empty'
import { Panel } from '~/shared/page/Panel'
import { useFormat } from '~/shared/words/useFormat'

/** What this person was owed, and what became of it: the latest first. */
export function Owed({ id }: { id: string }) {
  const { t } = useTranslation('messages')
  const format = useFormat()
  const asked = useMessages({ customer: id })
  return (
    <Panel title={t('owed')} note={t('owedNote')}>
      <Answer of={asked} height={96}>
        {({ pages }) => {
          const items = pages[0]?.items.slice(0, 10) ?? []
          if (items.length === 0) return <Empty because={t('owedNone')} />
          return (
            <Stack gap="md">
              {items.map((one) => (
                <div key={one.id}>
                  <Text size="sm">{one.subject || one.text_name || t('own')}</Text>
                  <Became of={one} />
                  <Text size="xs" c="dimmed">
                    {t(`bases.${one.basis}`)} · {format.moment(one.created_at)}
                  </Text>
                </div>
              ))}
            </Stack>
          )
        }}
      </Answer>
    </Panel>
  )
}
