import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { Chart } from '~/shared/chart/Chart'
import { type Colours, frame } from '~/shared/chart/colours'
import { Panel } from '~/shared/page/Panel'
import { useFormat } from '~/shared/words/useFormat'
import { usePeriodName } from '~/shared/words/periodName'
import { useColumnDefinition } from './definitions'
import type { RetentionReport } from './queries'

/** Retention over time; the same period a year earlier is its ghost. */
export function Course({ report }: { report: RetentionReport }) {
  const { t } = useTranslation('retention')
  const format = useFormat()
  const define = useColumnDefinition()
  const name = usePeriodName(report.options.period)

  const draw = useCallback(
    (colours: Colours, narrow: boolean) => {
      const { axis, ...rest } = frame(colours)
      const line = (
        label: string,
        values: (number | null | undefined)[],
        color: string,
        width: number,
        above: boolean,
      ) => ({
        type: 'line',
        name: label,
        data: values,
        color,
        showSymbol: false,
        connectNulls: false,
        lineStyle: { width, type: width < 2 ? 'dashed' : 'solid' },
        endLabel: {
          show: !narrow,
          formatter: label,
          color,
          fontWeight: 600,
          // The two ends are often close together, so each label steps away from the other.
          offset: [0, above ? -8 : 8],
        },
      })
      const { periods } = report
      const ghost = periods.map((period) => period.last_year?.crr_strict)
      const course = periods.map((period) => period.crr_strict)
      const ghostAbove = (ghost.at(-1) ?? 0) > (course.at(-1) ?? 0)
      return {
        ...rest,
        grid: { ...rest.grid, right: narrow ? 24 : 150 },
        tooltip: {
          ...rest.tooltip,
          trigger: 'axis',
          valueFormatter: (value: number) => format.share(value),
        },
        xAxis: { type: 'category', data: periods.map(name), ...axis, splitLine: { show: false } },
        yAxis: {
          type: 'value',
          min: 0,
          ...axis,
          axisLabel: { ...axis.axisLabel, formatter: format.wholeShare },
        },
        series: [
          line(t('lastYear'), ghost, colours.ghost, 1.5, ghostAbove),
          line(t('figures.crr_strict'), course, colours.accent, 3, !ghostAbove),
        ],
      }
    },
    [report, format, name, t],
  )

  return (
    <Panel title={t('course')} definition={define('crr_strict')} note={t('courseNote')}>
      <Chart label={t('courseLabel')} draw={draw} height={300} />
    </Panel>
  )
}
