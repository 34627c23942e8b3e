import { Select, Table } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Empty } from '~/shared/page/Empty'
import { Panel } from '~/shared/page/Panel'
import { useFormat } from '~/shared/words/useFormat'
import type { ImportOptions, Preview } from '../queries'

const MEANINGS = [
  'paid',
  'delivered',
  'open',
  'refused',
  'returned',
  'refunded',
  'cancelled',
  'voided',
  'test',
]

type Props = { preview: Preview; options: ImportOptions; onAnswer: (part: ImportOptions) => void }

/** What each status of the file means; only paid and delivered orders are purchases. */
export function Statuses({ preview, options, onAnswer }: Props) {
  const { t } = useTranslation('imports')
  const format = useFormat()
  return (
    <Panel title={t('questions.statuses.title')} note={t('questions.statuses.note')}>
      {preview.statuses.length === 0 ? (
        <Empty because={t('questions.statuses.none')} />
      ) : (
        <Table.ScrollContainer minWidth={420}>
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('status')}</Table.Th>
                <Table.Th ta="right">{t('rowsSeen')}</Table.Th>
                <Table.Th>{t('meaning')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {preview.statuses.map((status) => (
                <Table.Tr key={status.value}>
                  <Table.Td>{status.value || t('emptyStatus')}</Table.Td>
                  <Table.Td ta="right">{format.number(status.count)}</Table.Td>
                  <Table.Td>
                    <Select
                      size="xs"
                      w={260}
                      allowDeselect={false}
                      aria-label={t('meaningOf', { column: status.value })}
                      value={options.statuses?.[status.value] ?? status.meaning}
                      data={MEANINGS.map((value) => ({ value, label: t(`statuses.${value}`) }))}
                      onChange={(meaning) =>
                        meaning &&
                        onAnswer({ statuses: { ...options.statuses, [status.value]: meaning } })
                      }
                    />
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </Panel>
  )
}
