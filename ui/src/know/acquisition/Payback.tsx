import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { Chart } from '~/shared/chart/Chart'
import { type Colours, frame } from '~/shared/chart/colours'
import { Panel } from '~/shared/page/Panel'
import { useFormat } from '~/shared/words/useFormat'
import type { AcquisitionReport } from './queries'

/** What each new customer has left month by month, against what he cost. */
export function Payback({ report }: { report: AcquisitionReport }) {
  const { t } = useTranslation('acquisition')
  const format = useFormat()
  const { total, currency } = report

  const draw = useCallback(
    (colours: Colours, narrow: boolean) => {
      const { axis, ...rest } = frame(colours)
      const money = (minor: number) =>
        currency ? format.roundMoney({ minor, currency }) : format.number(minor)
      const cost = total?.cac
      const points = total?.worth.map(({ k, each }) => [k, each.minor]) ?? []
      const name = cost && t('costs', { amount: format.money(cost) })
      const costs = cost && name && costLine({ cost: cost.minor, name, n: points.length, colours })
      // The line of the cost is seen even where nobody has come near it yet.
      const top = Math.max(cost?.minor ?? 0, ...points.map(([, minor]) => minor ?? 0))
      return {
        ...rest,
        grid: { ...rest.grid, bottom: 32, right: narrow ? 16 : 32 },
        tooltip: { ...rest.tooltip, trigger: 'axis', valueFormatter: money },
        xAxis: {
          type: 'value',
          min: 0,
          max: Math.max(1, points.length - 1),
          minInterval: 1,
          name: t('axis'),
          nameLocation: 'middle',
          nameGap: 28,
          ...axis,
          splitLine: { show: false },
        },
        yAxis: {
          type: 'value',
          min: 0,
          max: Math.ceil(top * 1.1),
          ...axis,
          axisLabel: { ...axis.axisLabel, formatter: money },
        },
        series: [
          {
            type: 'line',
            name: t('left'),
            data: points,
            color: colours.accent,
            lineStyle: { width: 3 },
            symbolSize: 6,
          },
          ...(costs ? [costs] : []),
        ],
      }
    },
    [total, currency, format, t],
  )

  if (!total || total.worth.length === 0) return null
  return (
    <Panel title={t('course')} note={t('courseNote')}>
      <Chart label={t('courseLabel')} draw={draw} height={300} />
    </Panel>
  )
}

type Cost = { cost: number; name: string; n: number; colours: Colours }

/** What he cost, the same in every month, with its name above the end. */
function costLine({ cost, name, n, colours }: Cost) {
  const place = { position: 'top', align: 'right' }
  const label = { show: true, formatter: name, color: colours.minus, ...place }
  const months = Array.from({ length: Math.max(2, n) }, (_, k) => [k, cost])
  const end = { value: months.at(-1), symbol: 'circle', symbolSize: 2, label }
  return {
    type: 'line',
    name,
    data: [...months.slice(0, -1), end],
    symbol: 'none',
    color: colours.minus,
    lineStyle: { width: 2, type: 'dashed' },
  }
}
