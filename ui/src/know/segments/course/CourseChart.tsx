import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { Chart } from '~/shared/chart/Chart'
import { type Colours, frame } from '~/shared/chart/colours'
import { useFormat } from '~/shared/words/useFormat'
import type { CourseDay } from '../queries'

/** Above, how many are in it; below, who came that day and, under the line, who left. */
const GRIDS = [
  { left: 64, right: 24, top: 28, height: 120 },
  { left: 64, right: 24, top: 196, height: 72 },
]
const HEIGHT = 300

/** A segment day by day in two pictures over the same days. */
export function CourseChart({ days }: { days: CourseDay[] }) {
  const { t } = useTranslation('segments')
  const format = useFormat()

  const draw = useCallback(
    (colours: Colours) => {
      const { axis, grid: _, ...rest } = frame(colours)
      const daily = (gridIndex: number, labels: boolean) => ({
        type: 'category',
        gridIndex,
        data: days.map(({ day }) => format.day(day)),
        ...axis,
        axisLine: { ...axis.axisLine, onZero: false },
        axisLabel: { ...axis.axisLabel, show: labels, margin: 12 },
        splitLine: { show: false },
      })
      const counted = (gridIndex: number, name: string, more = {}) => ({
        type: 'value',
        gridIndex,
        name,
        minInterval: 1,
        splitNumber: 2,
        ...axis,
        nameTextStyle: { ...axis.nameTextStyle, align: 'left', padding: [0, 0, 0, -56] },
        axisLabel: { ...axis.axisLabel, formatter: (n: number) => format.compact(Math.abs(n)) },
        ...more,
      })
      const bar = (color: string, data: number[]) => ({
        type: 'bar',
        stack: 'moves',
        xAxisIndex: 1,
        yAxisIndex: 1,
        barMaxWidth: 24,
        color,
        data,
      })
      return {
        ...rest,
        grid: GRIDS,
        axisPointer: { link: [{ xAxisIndex: 'all' }] },
        tooltip: { ...rest.tooltip, trigger: 'axis', formatter: hint },
        xAxis: [daily(0, false), daily(1, true)],
        yAxis: [counted(0, t('course.members'), { scale: true }), counted(1, t('course.moved'))],
        series: [
          {
            type: 'line',
            data: days.map(({ n_members }) => n_members),
            color: colours.accent,
            showSymbol: false,
            lineStyle: { width: 3 },
          },
          bar(colours.plus, days.map(({ entered }) => entered)),
          bar(colours.minus, days.map(({ left }) => -left)),
        ],
      }

      function hint(shown: { dataIndex: number }[]) {
        const day = days[shown[0]?.dataIndex ?? 0]
        if (!day) return ''
        return [
          format.day(day.day),
          `${t('course.members')}: ${format.number(day.n_members)}`,
          `${t('course.entered')}: ${format.number(day.entered)}`,
          `${t('course.left')}: ${format.number(day.left)}`,
        ].join('<br>')
      }
    },
    [days, format, t],
  )

  return <Chart label={t('course.chartLabel')} draw={draw} height={HEIGHT} />
}
