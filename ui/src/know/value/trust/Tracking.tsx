import { SegmentedControl } from '@mantine/core'
import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Chart } from '~/shared/chart/Chart'
import { type Colours, frame } from '~/shared/chart/colours'
import { Empty } from '~/shared/page/Empty'
import { Panel } from '~/shared/page/Panel'
import { DownloadMenu } from '~/shared/table/DownloadMenu'
import { useFormat } from '~/shared/words/useFormat'
import type { HoldOut, ValueReport } from '../queries'

type View = 'together' | 'weekly'

/** The model against weeks that it had not seen. */
export function Tracking({ report }: { report: ValueReport }) {
  const { t } = useTranslation('value')
  const format = useFormat()
  const [view, setView] = useState<View>('together')
  const held = report.hold_out
  if (!held) {
    return (
      <Panel title={t('tracking.title')}>
        <Empty because={t('tracking.tooShort')} />
      </Panel>
    )
  }
  const told = {
    expected: format.number(Math.round(held.expected)),
    actual: format.number(held.actual),
    from: format.day(held.from),
    until: format.day(held.until),
    error: format.share(held.error),
    curve: format.share(held.curve_error),
  }
  return (
    <Panel
      title={t('tracking.finding', told)}
      definition={t('definitions.tracking')}
      note={t(held.error === null ? 'tracking.nothing' : 'tracking.note', told)}
      actions={
        <>
          <SegmentedControl
            size="xs"
            value={view}
            onChange={(chosen) => setView(chosen as View)}
            aria-label={t('tracking.view')}
            data={(['together', 'weekly'] as const).map((value) => ({
              value,
              label: t(`tracking.views.${value}`),
            }))}
          />
          <DownloadMenu table="reports/value/weeks" options={report.options} />
        </>
      }
    >
      <Weeks held={held} view={view} />
    </Panel>
  )
}

/** What happened in grey, what was expected in the accent, and a line where sight ends. */
function Weeks({ held, view }: { held: HoldOut; view: View }) {
  const { t } = useTranslation('value')
  const format = useFormat()
  const draw = useCallback(
    (colours: Colours, narrow: boolean) => {
      const { axis, ...rest } = frame(colours)
      const { weeks } = held
      const together = view === 'together'
      const actual = weeks.map((week) => (together ? week.actual : week.actual_in_week))
      const expected = weeks.map((week) => (together ? week.expected : week.expected_in_week))
      const isAbove = (expected.at(-1) ?? 0) > (actual.at(-1) ?? 0)
      const line = (name: string, data: number[], color: string, above: boolean) => ({
        type: 'line',
        name,
        data,
        color,
        showSymbol: false,
        lineStyle: { width: 2.5 },
        endLabel: { show: !narrow, formatter: name, color, fontWeight: 600, offset: [0, above ? -8 : 8] },
      })
      const border = weeks.find((week) => week.held_out)?.until
      const top = Math.max(...actual, ...expected)
      const day = (until: string) => format.day(until)
      return {
        ...rest,
        grid: { ...rest.grid, right: narrow ? 24 : 110 },
        tooltip: {
          ...rest.tooltip,
          trigger: 'axis',
          valueFormatter: (value: number) => format.number(value),
        },
        xAxis: {
          type: 'category',
          data: weeks.map((week) => day(week.until)),
          ...axis,
          splitLine: { show: false },
        },
        yAxis: {
          type: 'value',
          min: 0,
          ...axis,
          axisLabel: { ...axis.axisLabel, formatter: format.compact },
        },
        series: [
          line(t('tracking.actual'), actual, colours.ghost, !isAbove),
          line(t('tracking.expected'), expected, colours.accent, isAbove),
          {
            type: 'line',
            silent: true,
            tooltip: { show: false },
            showSymbol: false,
            color: colours.faint,
            lineStyle: { width: 1, type: 'dashed' },
            data: border ? [[day(border), 0], [day(border), top]] : [],
          },
        ],
      }
    },
    [held, view, format, t],
  )
  return <Chart label={t('tracking.label')} draw={draw} height={300} />
}
