import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { Chart } from '~/shared/chart/Chart'
import { type Colours, frame } from '~/shared/chart/colours'
import { Panel } from '~/shared/page/Panel'
import { DownloadMenu } from '~/shared/table/DownloadMenu'
import { useFormat } from '~/shared/words/useFormat'
import type { LeavingReport, Trial } from '../queries'

/** How much more often than of all somebody left of each tenth of the customers. */
export function Lift({ report, trial }: { report: LeavingReport; trial: Trial }) {
  const { t } = useTranslation('leaving')
  const format = useFormat()
  const { lifts } = trial
  const draw = useCallback(
    (colours: Colours) => {
      const { axis, ...rest } = frame(colours)
      return {
        ...rest,
        grid: { ...rest.grid, bottom: 32 },
        tooltip: {
          ...rest.tooltip,
          trigger: 'axis',
          valueFormatter: (value: number) => `× ${format.number(value)}`,
        },
        xAxis: {
          type: 'category',
          data: lifts.map((_, nth) => `${nth + 1}`),
          name: t('lift.axis'),
          nameLocation: 'middle',
          nameGap: 28,
          ...axis,
          splitLine: { show: false },
        },
        yAxis: {
          type: 'value',
          min: 0,
          ...axis,
          axisLabel: { ...axis.axisLabel, formatter: (value: number) => `× ${format.number(value)}` },
        },
        series: [
          {
            type: 'bar',
            name: t('lift.own'),
            color: colours.accent,
            data: lifts.map((one) => one.own),
          },
          {
            type: 'line',
            silent: true,
            showSymbol: false,
            tooltip: { show: false },
            color: colours.faint,
            lineStyle: { width: 1, type: 'dashed' },
            data: lifts.map(() => 1),
          },
        ],
      }
    },
    [lifts, format, t],
  )
  const first = lifts[0]
  if (!first) return null
  const told = { found: format.wholeShare(first.found), lift: format.number(first.lift) }
  return (
    <Panel
      title={t('lift.finding', told)}
      definition={t('definitions.lift')}
      actions={<DownloadMenu table="reports/leaving/lifts" options={report.options} />}
    >
      <Chart label={t('lift.label')} draw={draw} height={260} />
    </Panel>
  )
}
