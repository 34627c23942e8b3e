import { SimpleGrid } from '@mantine/core'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { Chart } from '~/shared/chart/Chart'
import { type Colours, frame } from '~/shared/chart/colours'
import { Figure } from '~/shared/page/Figure'
import { Panel } from '~/shared/page/Panel'
import { DownloadMenu } from '~/shared/table/DownloadMenu'
import { useFormat } from '~/shared/words/useFormat'
import { points, seriesOf } from './drawing'
import type { ForecastReport, Told } from './queries'
import { useShown } from './useShown'

/** What was, what comes, and between which bounds. */
export function Course({ report, total }: { report: ForecastReport; total: Told }) {
  const { t } = useTranslation('forecast')
  const format = useFormat()
  const shown = useShown()
  const { of = 'revenue' } = report.options
  const next = report.ahead[0]
  const running = report.running
  const ends = {
    from: next && format.cohort(next.period),
    until: format.cohort(report.ahead.at(-1)?.period ?? ''),
  }
  return (
    <Panel
      title={t(`finding.${of}`, { ...ends, value: shown(total.value) })}
      definition={report.definition}
      note={t('between', { low: shown(total.low_80), high: shown(total.high_80) })}
      actions={<DownloadMenu table="reports/forecast" options={report.options} />}
    >
      <SimpleGrid cols={{ base: 1, sm: 2, md: 3 }} spacing="lg">
        {next && (
          <Figure
            label={t(running ? 'figures.running' : 'figures.next', { period: format.cohort(next.period) })}
            value={`${shown(next.low_80)} – ${shown(next.high_80)}`}
            note={
              running
                ? t('figures.soFar', { value: shown(running.so_far), over: format.wholeShare(running.over) })
                : t('figures.middle', { value: shown(next.value) })
            }
            definition={t('definitions.interval')}
          />
        )}
        <Figure
          label={t('figures.total', ends)}
          value={shown(total.value)}
          note={
            report.year_before
              ? t('figures.yearBefore', { value: shown(report.year_before) })
              : undefined
          }
        />
        <Figure
          label={t('figures.way')}
          value={t(`ways.${report.way}`)}
          note={report.forms.join(', ') || undefined}
          definition={t('definitions.way')}
        />
      </SimpleGrid>
      <Drawing report={report} />
    </Panel>
  )
}

/** The past in the accent, last year as a ghost, the future dashed within its bands. */
function Drawing({ report }: { report: ForecastReport }) {
  const { t } = useTranslation('forecast')
  const format = useFormat()
  const draw = useCallback(
    (colours: Colours, narrow: boolean) => {
      const { axis, ...rest } = frame(colours)
      const course = points(report, narrow)
      const names = {
        past: t('chart.past'),
        ahead: t('chart.ahead'),
        before: t('chart.before'),
        band80: t('chart.band80'),
        band95: t('chart.band95'),
      }
      return {
        ...rest,
        tooltip: {
          ...rest.tooltip,
          trigger: 'axis',
          formatter: (at: { dataIndex: number }[]) => {
            const point = course[at[0]?.dataIndex ?? 0]
            if (!point) return ''
            const line = (name: string, value: number | null) =>
              value === null ? [] : [`${name}: ${format.number(Math.round(value))}`]
            const band = (name: string, bounds: [number, number] | null) =>
              bounds
                ? [`${name}: ${bounds.map((bound) => format.number(Math.round(bound))).join(' – ')}`]
                : []
            return [
              format.cohort(point.period),
              ...line(names.past, point.past),
              ...(point.past === null || point.band80 ? line(names.ahead, point.ahead) : []),
              ...band(names.band80, point.band80),
              ...band(names.band95, point.band95),
              ...line(names.before, point.before),
            ].join('<br>')
          },
        },
        xAxis: {
          type: 'category',
          boundaryGap: false,
          data: course.map(({ period }) => format.cohort(period)),
          ...axis,
          splitLine: { show: false },
        },
        yAxis: {
          type: 'value',
          min: 0,
          ...axis,
          axisLabel: { ...axis.axisLabel, formatter: format.compact },
        },
        series: seriesOf(course, names, colours),
      }
    },
    [report, format, t],
  )
  return <Chart label={t('chart.label')} draw={draw} height={340} />
}
