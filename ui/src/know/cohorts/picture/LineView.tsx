import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { Chart } from '~/shared/chart/Chart'
import { type Colours, frame } from '~/shared/chart/colours'
import { type CohortOptions, columnName, splitOf } from '../options'
import type { CohortReport } from '../queries'
import { useCohortName } from '../useCohortName'
import { apart } from './apart'
import { useCellText } from './cellText'
import { lineOf } from './line'
import { hasMean } from './mean'

/** A year of cohorts is as many lines as an eye can hold. */
const LINES = 12

/** Groups bear their names, which need more room than a line does. */
const GROUPS = 8

/** What is counted, and not paid. */
const COUNTED: CohortOptions['measure'][] = ['rate', 'customers', 'orders']

/** The same numbers as lines: newest cohorts or largest groups thin, their weighted mean thick. */
export function LineView({ report, options }: { report: CohortReport; options: CohortOptions }) {
  const { t } = useTranslation('cohorts')
  const write = useCellText(options)
  const split = splitOf(options)
  const name = useCohortName(split)
  const start = options.measure === 'rate' || options.measure === 'customers' ? 1 : 0
  const withMean = hasMean(options)
  const isMoney = !COUNTED.includes(options.measure)

  const draw = useCallback(
    (colours: Colours, narrow: boolean) => {
      const { axis, ...rest } = frame(colours)
      // A point of a line is a bare number; of money it is the smallest coin.
      const writeSize = (size: number) =>
        write(isMoney && report.currency ? { minor: size, currency: report.currency } : size)
      const room = narrow ? (split ? 92 : 24) : 150
      const layout = split && apart()
      const rows = split ? report.cohorts.slice(0, GROUPS) : report.cohorts.slice(-LINES)
      const lines = rows.map((row, place) => {
        const points = row.cells.filter((cell) => cell.complete && cell.k >= start)
        const told = split && { place }
        return lineOf({ name: name(row.cohort), points, colours, room, told, layout })
      })
      const mean = lineOf({
        name: t(split ? 'everybody' : 'mean'),
        points: report.mean.filter((point) => point.k >= start),
        colours,
        room,
        layout,
        mean: { above: narrow && !split },
      })
      return {
        ...rest,
        grid: { ...rest.grid, right: room, bottom: 32 },
        tooltip: { ...rest.tooltip, trigger: 'item', valueFormatter: writeSize },
        xAxis: {
          type: 'value',
          min: start,
          max: 'dataMax',
          minInterval: 1,
          name: t(`axis.${options.mode === 'brackets' ? 'brackets' : options.by}`),
          nameLocation: 'middle',
          nameGap: 28,
          ...axis,
          axisLabel: { ...axis.axisLabel, formatter: (k: number) => columnName(options, k) },
          splitLine: { show: false },
        },
        yAxis: {
          type: 'value',
          // Goods sold below their cost leave less than nothing.
          min: ({ min }: { min: number }) => Math.min(0, min),
          ...axis,
          axisLabel: { ...axis.axisLabel, formatter: writeSize },
        },
        // The mean comes first, so that its name has the first choice of a place.
        series: withMean ? [mean, ...lines] : lines,
      }
    },
    [report, write, start, split, name, withMean, isMoney, options, t],
  )

  return (
    <Chart
      label={t(split ? 'groupLinesLabel' : 'linesLabel')}
      height={split ? 440 : 380}
      draw={draw}
    />
  )
}
