import { Button, Modal, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Field } from '~/shared/fields/queries'
import { useFieldWords } from '~/shared/fields/useFieldWords'
import { Answer } from '~/shared/page/Answer'
import { Empty } from '~/shared/page/Empty'
import { useFormat } from '~/shared/words/useFormat'
import { type Change, useChanges } from './queries'

type Props = { id: string; field: string; fields: Field[]; onClose: () => void }

/** What a field was before, since when, by whose word; of all fields where none is named. */
export function Past({ id, field, fields, onClose }: Props) {
  const { t } = useTranslation('fields')
  const { nameOf } = useFieldWords()
  const asked = useChanges(id, field || undefined)
  const of = fields.find((one) => one.key === field)
  return (
    <Modal
      opened
      onClose={onClose}
      title={of ? t('card.pastOf', { name: nameOf(of) }) : t('card.past')}
      closeButtonProps={{ 'aria-label': t('words:close') }}
    >
      <Answer of={asked} height={160}>
        {({ pages }) => {
          const changes = pages.flatMap((page) => page.items)
          if (changes.length === 0) return <Empty because={t('card.noPast')} />
          return (
            <Stack gap="sm">
              {changes.map((change, place) => (
                <Line key={`${change.at}${change.field}${place}`} change={change} fields={fields} />
              ))}
              {asked.hasNextPage && (
                <Button
                  variant="default"
                  loading={asked.isFetchingNextPage}
                  onClick={() => asked.fetchNextPage()}
                >
                  {t('words:more')}
                </Button>
              )}
            </Stack>
          )
        }}
      </Answer>
    </Modal>
  )
}

function Line({ change, fields }: { change: Change; fields: Field[] }) {
  const { t } = useTranslation('fields')
  const { nameOf, valueOf } = useFieldWords()
  const format = useFormat()
  const field = fields.find((one) => one.key === change.field)
  const name = field ? nameOf(field) : t(`profile.${change.field}`, { defaultValue: change.field })
  const said = (value: unknown) => valueOf(field?.kind ?? 'text', value)
  return (
    <div>
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        <strong>{name}</strong>: {said(change.was)} → {said(change.became)}
      </Text>
      <Text size="xs" c="dimmed">
        {[
          format.moment(change.at),
          t(`sources.${change.source}`, { defaultValue: change.source }),
          t(`actors.${change.by}`, { defaultValue: change.by.replace(/^staff:/, '') }),
        ].join(' · ')}
      </Text>
    </div>
  )
}
