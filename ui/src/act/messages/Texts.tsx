import { Button, Group, Table, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Answer } from '~/shared/page/Answer'
import { Empty } from '~/shared/page/Empty'
import { Panel } from '~/shared/page/Panel'
import { useFormat } from '~/shared/words/useFormat'
import { type KeptText, useTexts } from './queries'
import { TextForm } from './TextForm'

/** The texts that programs name when they ask for a message. */
export function Texts() {
  const { t } = useTranslation('messages')
  const [open, setOpen] = useState<KeptText | 'new' | null>(null)
  const texts = useTexts()
  return (
    <Panel title={t('texts')} note={t('textsNote')}>
      <Answer of={texts} height={120}>
        {(known) =>
          known.length === 0 ? (
            <Empty because={t('textsNone')} />
          ) : (
            <Rows texts={known} onOpen={setOpen} />
          )
        }
      </Answer>
      <Group>
        <Button variant="default" onClick={() => setOpen('new')}>
          {t('newText')}
        </Button>
      </Group>
      {open && (
        <TextForm of={open === 'new' ? undefined : open} onClose={() => setOpen(null)} />
      )}
    </Panel>
  )
}

type RowsProps = { texts: KeptText[]; onOpen: (text: KeptText) => void }

function Rows({ texts, onOpen }: RowsProps) {
  const { t } = useTranslation('messages')
  const format = useFormat()
  return (
    <Table.ScrollContainer minWidth={520}>
      <Table verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('name')}</Table.Th>
            <Table.Th>{t('says')}</Table.Th>
            <Table.Th ta="right">{t('written')}</Table.Th>
            <Table.Th />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {texts.map((one) => (
            <Table.Tr key={one.name + one.language}>
              <Table.Td>
                {one.name}
                <Text size="sm" c="dimmed">
                  {t(`languages.${one.language}`)}
                </Text>
              </Table.Td>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>{one.subject || one.note}</Table.Td>
              <Table.Td ta="right">{format.momentDay(one.updated_at)}</Table.Td>
              <Table.Td ta="right">
                <Button
                  size="compact-sm"
                  variant="default"
                  aria-label={t('changeOne', { name: one.name })}
                  onClick={() => onOpen(one)}
                >
                  {t('change')}
                </Button>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}
