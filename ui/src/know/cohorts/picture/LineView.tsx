import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { Chart } from '~/shared/chart/Chart'
import { type Colours, frame } from '~/shared/chart/colours'
import { useFormat } from '~/shared/words/useFormat'
import type { CohortOptions } from '../options'
import type { CohortReport, Figure } from '../queries'
import { sizeOf, useCellText } from './cellText'

/** A year of cohorts is as many lines as an eye can hold. */
const LINES = 12

/** The same numbers as lines: the newest cohorts thin, their weighted mean thick. */
export function LineView({ report, options }: { report: CohortReport; options: CohortOptions }) {
  const { t } = useTranslation('cohorts')
  const format = useFormat()
  const write = useCellText(options)
  const start = options.measure === 'rate' || options.measure === 'customers' ? 1 : 0

  const draw = useCallback(
    (colours: Colours, narrow: boolean) => {
      const { axis, ...rest } = frame(colours)
      const line = (
        name: string,
        points: { k: number; value?: Figure | null }[],
        mean = false,
      ) => ({
        type: 'line',
        name,
        data: points.filter((p) => p.k >= start).map((p) => [p.k, sizeOf(p.value)]),
        showSymbol: false,
        color: mean ? colours.accent : colours.ghost,
        lineStyle: { width: mean ? 3 : 1.2, opacity: mean ? 1 : 0.7 },
        z: mean ? 5 : 2,
        endLabel: {
          show: mean,
          formatter: name,
          color: colours.accent,
          fontWeight: 600,
          // Without room beside the line its name stands above the end.
          ...(narrow && { align: 'right', offset: [0, -40] }),
        },
        emphasis: { focus: 'series', lineStyle: { width: 3 } },
      })
      const cohorts = report.cohorts.slice(-LINES).map((row) =>
        line(
          format.cohort(row.cohort),
          row.cells.filter((cell) => cell.complete),
        ),
      )
      return {
        ...rest,
        grid: { ...rest.grid, right: narrow ? 24 : 150, bottom: 32 },
        tooltip: { ...rest.tooltip, trigger: 'item', valueFormatter: write },
        xAxis: {
          type: 'value',
          min: start,
          minInterval: 1,
          name: t(`axis.${options.by}`),
          nameLocation: 'middle',
          nameGap: 28,
          ...axis,
          splitLine: { show: false },
        },
        yAxis: {
          type: 'value',
          min: 0,
          ...axis,
          axisLabel: { ...axis.axisLabel, formatter: write },
        },
        series: [...cohorts, line(t('mean'), report.mean, true)],
      }
    },
    [report, format, write, start, options.by, t],
  )

  return <Chart label={t('linesLabel')} height={380} draw={draw} />
}
