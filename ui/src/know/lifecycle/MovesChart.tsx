import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { Chart } from '~/shared/chart/Chart'
import { type Colours, frame } from '~/shared/chart/colours'
import { useFormat } from '~/shared/words/useFormat'
import { Key } from './Key'
import { COMING, MOVES, type Move, STRENGTH } from './moves'
import { usePeriodName } from '~/shared/words/periodName'
import type { Length, PeriodMoves } from './queries'

type Props = { periods: PeriodMoves[]; length: Length }

/** Who came above the line, who stayed away below it; last year's customers are the ghost. */
export function MovesChart({ periods, length }: Props) {
  const { t } = useTranslation('lifecycle')
  const format = useFormat()
  const name = usePeriodName(length)

  const draw = useCallback(
    (colours: Colours) => {
      const { axis, ...rest } = frame(colours)
      const bar = (move: Move) => ({
        type: 'bar',
        stack: 'moves',
        barCategoryGap: '25%',
        color: move === 'dormant' ? colours.minus : colours.accent,
        data: periods.map((period) => ({
          value: move === 'dormant' ? -period.dormant : period[move],
          itemStyle: { opacity: STRENGTH[move] * (period.complete ? 1 : 0.5) },
        })),
      })
      const ghost = {
        type: 'line',
        silent: true,
        showSymbol: false,
        // The ghost's own grey is lost on the bars.
        color: colours.text,
        lineStyle: { width: 1.5, type: 'dashed', opacity: 0.7 },
        data: periods.map((period) => period.last_year?.active),
      }
      return {
        ...rest,
        tooltip: { ...rest.tooltip, trigger: 'axis', formatter: hint },
        xAxis: {
          type: 'category',
          data: periods.map(name),
          ...axis,
          axisLine: { ...axis.axisLine, onZero: false },
          splitLine: { show: false },
        },
        yAxis: {
          type: 'value',
          ...axis,
          axisLabel: { ...axis.axisLabel, formatter: format.compact },
        },
        series: [...COMING.map(bar), bar('dormant'), ghost],
      }

      function hint(shown: { dataIndex: number }[]) {
        const period = periods[shown[0]?.dataIndex ?? 0]
        return period ? hintText(period) : ''
      }

      function hintText(period: PeriodMoves) {
        const title = period.complete ? name(period) : `${name(period)} · ${t('unfinished')}`
        return [
          title,
          t('activeOf', {
            n: format.number(period.active),
            year: format.number(period.last_year?.active),
          }),
          ...MOVES.map((move) => `${t(`moves.${move}`)}: ${format.number(period[move])}`),
        ].join('<br>')
      }
    },
    [periods, format, name, t],
  )

  return (
    <>
      <Key />
      <Chart label={t('chartLabel')} draw={draw} height={340} />
    </>
  )
}
