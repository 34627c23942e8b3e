import { type ReactNode, useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { Chart } from '~/shared/chart/Chart'
import { type Colours, frame } from '~/shared/chart/colours'
import { Panel } from '~/shared/page/Panel'
import { useFormat } from '~/shared/words/useFormat'
import { useFinding } from './finding'
import type { RhythmReport } from './queries'

type Point = RhythmReport['curve'][number]

type Props = { curve: RhythmReport['curve']; save: ReactNode }

/** The Kaplan–Meier curve with its band: who is still silent after so many days. */
export function Curve({ curve, save }: Props) {
  const { t } = useTranslation('rhythm')
  const format = useFormat()
  const say = useFinding()

  const draw = useCallback(
    (colours: Colours) => {
      const { axis, ...rest } = frame(colours)
      const step = { type: 'line', step: 'end', showSymbol: false, silent: true } as const
      const bound = { ...step, stack: 'band', lineStyle: { opacity: 0 } }
      return {
        ...rest,
        grid: { ...rest.grid, bottom: 32 },
        tooltip: { ...rest.tooltip, trigger: 'axis', formatter: hint },
        xAxis: {
          type: 'value',
          min: 0,
          name: t('days'),
          nameLocation: 'middle',
          nameGap: 28,
          ...axis,
          axisLabel: { ...axis.axisLabel, formatter: format.number },
          splitLine: { show: false },
        },
        yAxis: {
          type: 'value',
          min: 0,
          max: 1,
          ...axis,
          axisLabel: { ...axis.axisLabel, formatter: format.wholeShare },
        },
        series: [
          { ...bound, data: curve.map((point) => [point.day, point.low]) },
          {
            ...bound,
            data: curve.map((point) => [point.day, point.high - point.low]),
            areaStyle: { color: colours.band },
          },
          {
            ...step,
            silent: false,
            data: curve.map((point) => [point.day, point.survival]),
            color: colours.accent,
            lineStyle: { width: 3 },
          },
        ],
      }

      function hint(shown: { dataIndex: number }[]) {
        const point = curve[shown[0]?.dataIndex ?? 0]
        return point ? hintText(point) : ''
      }

      function hintText(point: Point) {
        return [
          t('afterDays', { count: point.day, n: format.number(point.day) }),
          t('stillSilent', { share: format.share(point.survival) }),
          t('words:interval', { low: format.share(point.low), high: format.share(point.high) }),
          t('atRisk', { n: format.number(point.at_risk) }),
        ].join('<br>')
      }
    },
    [curve, format, t],
  )

  return (
    <Panel
      title={say(curve)}
      definition={t('definition')}
      actions={save}
    >
      <Chart label={t('curveLabel')} draw={draw} height={340} />
    </Panel>
  )
}
