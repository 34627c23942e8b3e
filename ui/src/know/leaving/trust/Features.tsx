import { Group, Table, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Definition } from '~/shared/page/Definition'
import { Panel } from '~/shared/page/Panel'
import { DownloadMenu } from '~/shared/table/DownloadMenu'
import { useFormat } from '~/shared/words/useFormat'
import type { FeatureRow, LeavingReport } from '../queries'
import { useWritten } from '../useWritten'
import { useDigits } from '~/shared/words/useDigits'

type Language = keyof FeatureRow['called']

/** The card of the model: which days it saw, what it learnt from, and what each number does. */
export function Features({ report }: { report: LeavingReport }) {
  const { t } = useTranslation('leaving')
  const format = useFormat()
  const told = {
    examples: format.number(report.examples),
    left: format.number(report.left),
    days: report.cuts.map((day) => format.day(day)).join(', '),
    model: t(`names.${report.model}`),
  }
  return (
    <Panel
      title={t('features.title', told)}
      definition={t('definitions.features')}
      note={t('features.note', told)}
      actions={<DownloadMenu table="reports/leaving/features" options={report.options} />}
    >
      <Table.ScrollContainer minWidth={560}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('features.name')}</Table.Th>
              <Table.Th ta="right">{t('features.usual')}</Table.Th>
              <Table.Th ta="right">{t('features.weight')}</Table.Th>
              <Table.Th ta="right">{t('features.part')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {report.features.map((row) => (
              <Line key={row.feature} row={row} />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Panel>
  )
}

function Line({ row }: { row: FeatureRow }) {
  const { t, i18n } = useTranslation('leaving')
  const format = useFormat()
  const write = useWritten()
  const digits = useDigits()
  const language = i18n.language as Language
  const { weight, low, high } = row
  const isTold = typeof weight === 'number' && typeof low === 'number' && typeof high === 'number'
  return (
    <Table.Tr>
      <Table.Td>
        <Group gap={6} wrap="nowrap">
          {row.called[language]}
          <Definition text={row.meaning[language]} />
        </Group>
      </Table.Td>
      <Table.Td ta="right">{write(row.unit, row.usual)}</Table.Td>
      <Table.Td ta="right" style={{ whiteSpace: 'nowrap' }}>
        {isTold ? (
          <>
            {weight > 0 ? '+' : ''}
            {digits(weight)}
            <Text size="xs" c="dimmed">
              {digits(low)} … {digits(high)}
            </Text>
          </>
        ) : (
          format.number(null)
        )}
      </Table.Td>
      <Table.Td ta="right">
        {row.is_constant ? t('features.constant') : format.wholeShare(row.part)}
      </Table.Td>
    </Table.Tr>
  )
}
