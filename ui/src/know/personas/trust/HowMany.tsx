import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { Chart } from '~/shared/chart/Chart'
import { type Colours, frame } from '~/shared/chart/colours'
import { Panel } from '~/shared/page/Panel'
import { DownloadMenu } from '~/shared/table/DownloadMenu'
import { useDigits } from '~/shared/words/useDigits'
import { useFormat } from '~/shared/words/useFormat'
import type { PersonasReport, Tried } from '../queries'
import { downloadOf } from '../Standing'

/** How well each number of personas does: how they lie together, and whether two halves agree. */
export function HowMany({ report }: { report: PersonasReport }) {
  const { t } = useTranslation('personas')
  const format = useFormat()
  const digits = useDigits()
  const { tried, fitting } = report
  const draw = useCallback(
    (colours: Colours) => {
      const { axis, ...rest } = frame(colours)
      // The first point of a line says which it is; the number that fits has larger points.
      const line = (name: string, color: string, of: (one: Tried) => number, dashed: boolean) => ({
        type: 'line',
        name,
        color,
        symbol: 'circle',
        lineStyle: { width: 3, type: dashed ? 'dashed' : 'solid' },
        data: tried.map((one, nth) => ({
          value: of(one),
          symbolSize: one.k === fitting ? 14 : 7,
          label: { show: nth === 0, position: [0, -22], formatter: name, color: colours.text },
        })),
      })
      return {
        ...rest,
        grid: { ...rest.grid, bottom: 32 },
        tooltip: { ...rest.tooltip, trigger: 'axis', formatter: hint },
        xAxis: {
          type: 'category',
          data: tried.map(({ k }) => (k === fitting ? `${k} – ${t('howMany.fits')}` : `${k}`)),
          name: t('howMany.axis'),
          nameLocation: 'middle',
          nameGap: 28,
          ...axis,
          splitLine: { show: false },
        },
        yAxis: { type: 'value', max: 1, ...axis },
        series: [
          line(t('howMany.silhouette'), colours.accent, (one) => one.silhouette, false),
          line(t('howMany.stability'), colours.minus, (one) => one.stability, true),
        ],
      }

      function hint(shown: { dataIndex: number }[]) {
        const one = tried[shown[0]?.dataIndex ?? 0]
        if (!one) return ''
        return [
          t('choices.so', { count: one.k, n: format.number(one.k) }),
          t('howMany.hintSilhouette', {
            value: digits(one.silhouette),
            low: digits(one.silhouette_low),
            high: digits(one.silhouette_high),
          }),
          t('howMany.hintStability', {
            value: digits(one.stability),
            least: digits(one.stability_least),
          }),
          t('howMany.hintSmallest', { share: format.share(one.smallest) }),
        ].join('<br>')
      }
    },
    [tried, fitting, format, digits, t],
  )
  if (tried.length === 0) return null
  return (
    <Panel
      title={t('howMany.finding', { count: fitting ?? 0, n: format.number(fitting) })}
      definition={t('definitions.howMany')}
      actions={<DownloadMenu table="reports/personas/numbers" options={downloadOf(report)} />}
    >
      <Chart label={t('howMany.label')} draw={draw} height={280} />
    </Panel>
  )
}
