import { Anchor, Group, Stack, Table, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFormat } from '~/shared/words/useFormat'
import type { Import, Summary } from '../queries'

/** Rows that could not be taken: line, reason, and the cell to blame where it is one. */
export function Rejected({ run, summary }: { run: Import; summary: Summary }) {
  const { t } = useTranslation('imports')
  const format = useFormat()
  if (summary.rejected_count === 0) return null
  return (
    <Stack gap="xs">
      <Group justify="space-between">
        <Title order={3} size="h5">
          {t('rejected')}
        </Title>
        <Anchor href={`/api/v1/imports/${run.id}/rejected.csv`} download size="sm">
          {t('rejectedDownload', {
            count: summary.rejected_count,
            n: format.number(summary.rejected_count),
          })}
        </Anchor>
      </Group>
      <Table.ScrollContainer minWidth={480} mah={320}>
        <Table verticalSpacing={4} fz="sm">
          <Table.Thead>
            <Table.Tr>
              <Table.Th ta="right" w={90}>
                {t('lineHead')}
              </Table.Th>
              <Table.Th>{t('reasonHead')}</Table.Th>
              <Table.Th>{t('rowHead')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {summary.rejected.map((row) => (
              <Table.Tr key={`${row.line}${row.reason}`}>
                <Table.Td ta="right">{format.number(row.line)}</Table.Td>
                <Table.Td>{t(`reasons.${row.reason}`, { defaultValue: row.reason })}</Table.Td>
                <Table.Td style={{ overflowWrap: 'anywhere' }}>
                  {row.field && `${t(`fields.${row.field}`)}: ${row.cell}`}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Stack>
  )
}
