import { SegmentedControl, Table, useComputedColorScheme } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useDefinitions } from '~/shared/metrics/catalogue'
import { shadeOf, stepOf } from '~/shared/chart/shades'
import { Panel } from '~/shared/page/Panel'
import { DownloadMenu } from '~/shared/table/DownloadMenu'
import { useFormat } from '~/shared/words/useFormat'
import type { MrrCohort, SubscriptionReport } from './queries'

type Measure = 'nrr' | 'grr'

/** What became of the monthly revenue of everybody who began in one period. */
export function Cohorts({ report }: { report: SubscriptionReport }) {
  const { t } = useTranslation('subscriptions')
  const format = useFormat()
  const define = useDefinitions()
  const [measure, setMeasure] = useState<Measure>('nrr')
  const longest = Math.max(0, ...report.cohorts.map((cohort) => cohort.cells.length))
  return (
    <Panel
      title={t('cohorts.title')}
      definition={define(`mrr-${measure}`)}
      actions={
        <>
          <SegmentedControl
            size="xs"
            value={measure}
            onChange={(next) => setMeasure(next as Measure)}
            aria-label={t('cohorts.measure')}
            data={[
              { value: 'nrr', label: 'NRR' },
              { value: 'grr', label: 'GRR' },
            ]}
          />
          <DownloadMenu table="reports/subscriptions/cohorts" options={report.options} />
        </>
      }
    >
      <Table.ScrollContainer minWidth={260 + longest * 64}>
        <Table verticalSpacing={4} aria-label={t('cohorts.title')}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('cohorts.cohort')}</Table.Th>
              <Table.Th ta="right">{t('cohorts.customers')}</Table.Th>
              <Table.Th ta="right">{t('cohorts.entry')}</Table.Th>
              {Array.from({ length: longest }, (_, k) => (
                <Table.Th key={k} ta="right">
                  {k}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {report.cohorts.map((cohort) => (
              <Table.Tr key={cohort.cohort}>
                <Table.Th scope="row" fw={500} style={{ whiteSpace: 'nowrap' }}>
                  {format.cohort(cohort.cohort)}
                </Table.Th>
                <Table.Td ta="right">{format.number(cohort.customers)}</Table.Td>
                <Table.Td ta="right">{format.roundMoney(cohort.entry)}</Table.Td>
                {cohort.cells.map((cell) => (
                  <Cell key={cell.k} cell={cell} measure={measure} />
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Panel>
  )
}

type CellProps = { cell: MrrCohort['cells'][number]; measure: Measure }

/** A cell that is not over yet is told in italics. */
function Cell({ cell, measure }: CellProps) {
  const { t } = useTranslation('subscriptions')
  const format = useFormat()
  const dark = useComputedColorScheme('light') === 'dark'
  const value = cell[measure]
  if (typeof value !== 'number') return <Table.Td ta="right">{format.share(null)}</Table.Td>
  const shade = shadeOf(stepOf(Math.min(value, 1), 1), dark)
  return (
    <Table.Td
      ta="right"
      fs={cell.complete ? undefined : 'italic'}
      title={t('cohorts.stillPay', { count: cell.customers, n: format.number(cell.customers) })}
      style={{ backgroundColor: shade.ground, color: shade.text }}
    >
      {format.share(value)}
    </Table.Td>
  )
}
