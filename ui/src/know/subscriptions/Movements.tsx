import { SegmentedControl, Table } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useDefinitions } from '~/shared/metrics/catalogue'
import { Panel } from '~/shared/page/Panel'
import { DownloadMenu } from '~/shared/table/DownloadMenu'
import { useFormat } from '~/shared/words/useFormat'
import { MovementsChart } from './MovementsChart'
import { change, isLoss, MOVEMENTS, newest } from './movements'
import type { MrrPeriod, SubscriptionReport } from './queries'

/** What came to monthly revenue and went from it, period by period. */
export function Movements({ report }: { report: SubscriptionReport }) {
  const { t } = useTranslation('subscriptions')
  const format = useFormat()
  const [view, setView] = useState('chart')
  const last = newest(report.periods)
  const moved = last && change(last)
  const title = moved
    ? t(moved.minor < 0 ? 'fell' : 'grew', {
        money: format.roundMoney({ ...moved, minor: Math.abs(moved.minor) }),
        period: format.cohort(last.period),
      })
    : t('movements')
  return (
    <Panel
      title={title}
      definition={t('definitions.movements')}
      actions={
        <>
          <SegmentedControl
            size="xs"
            value={view}
            onChange={setView}
            aria-label={t('view')}
            data={[
              { value: 'chart', label: t('words:asChart') },
              { value: 'table', label: t('words:asTable') },
            ]}
          />
          <DownloadMenu table="reports/subscriptions/movements" options={report.options} />
        </>
      }
    >
      {view === 'chart' ? (
        <MovementsChart periods={report.periods} />
      ) : (
        <Periods periods={report.periods} />
      )}
    </Panel>
  )
}

/** The same as numbers, newest first. */
function Periods({ periods }: { periods: MrrPeriod[] }) {
  const { t } = useTranslation('subscriptions')
  const format = useFormat()
  const define = useDefinitions()
  return (
    <Table.ScrollContainer minWidth={820}>
      <Table verticalSpacing={6} aria-label={t('movements')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('period')}</Table.Th>
            <Table.Th ta="right">{t('start')}</Table.Th>
            {MOVEMENTS.map((movement) => (
              <Table.Th key={movement} ta="right" title={define(`${movement}-mrr`)}>
                {t(`moves.${movement}`)}
              </Table.Th>
            ))}
            <Table.Th ta="right">{t('end')}</Table.Th>
            <Table.Th ta="right">{t('figures.customers')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {periods.toReversed().map((period) => (
            <Table.Tr key={period.period}>
              <Table.Th scope="row" fw={500} style={{ whiteSpace: 'nowrap' }}>
                {format.cohort(period.period)}
                {!period.complete && ` · ${t('running')}`}
              </Table.Th>
              <Table.Td ta="right">{format.money(period.start)}</Table.Td>
              {MOVEMENTS.map((movement) => (
                <Table.Td key={movement} ta="right" style={{ whiteSpace: 'nowrap' }}>
                  {period[movement]?.minor ? (isLoss(movement) ? '−' : '+') : ''}
                  {format.money(period[movement])}
                </Table.Td>
              ))}
              <Table.Td ta="right">{format.money(period.end)}</Table.Td>
              <Table.Td ta="right">{format.number(period.customers.end)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}
