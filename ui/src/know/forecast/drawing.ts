import type { Colours } from '~/shared/chart/colours'
import type { ForecastReport } from './queries'
import { drawn } from './useShown'

/** One period of the drawing; what there is not is null. */
export type Point = {
  period: string
  past: number | null
  ahead: number | null
  before: number | null
  band80: [number, number] | null
  band95: [number, number] | null
}

/** Periods of the past that are drawn, where there is room and where there is little. */
const DRAWN = { day: [120, 45], week: [104, 40], month: [36, 18] } as const
/** Periods in a year, where last year is drawn as a ghost. */
const YEAR = { day: 0, week: 52, month: 12 } as const

/** The last periods of the past and those to come; both lines meet in the last whole period. */
export function points(report: ForecastReport, narrow: boolean): Point[] {
  const by = report.options.by ?? 'month'
  const values = report.past.map(({ value }) => drawn(value))
  const year = YEAR[by]
  const yearBefore = (nth: number) => (year > 0 ? (values[nth - year] ?? null) : null)
  const from = Math.max(0, values.length - DRAWN[by][narrow ? 1 : 0])
  const past = report.past.slice(from).map(({ period }, nth) => {
    const isLast = from + nth === values.length - 1
    const value = values[from + nth] ?? null
    return { period, past: value, ahead: isLast ? value : null, before: yearBefore(from + nth), band80: null, band95: null }
  })
  const ahead = report.ahead.map((told, nth) => ({
    period: told.period,
    past: null,
    ahead: drawn(told.value),
    before: yearBefore(values.length + nth),
    band80: bounds(drawn(told.low_80), drawn(told.high_80)),
    band95: bounds(drawn(told.low_95), drawn(told.high_95)),
  }))
  return [...past, ...ahead]
}

function bounds(low: number | null, high: number | null): [number, number] | null {
  return low === null || high === null ? null : [low, high]
}

type Names = { past: string; ahead: string; before: string }

/** Lines and bands as the chart takes them; a band stands on an unseen line of its lower bound. */
export function seriesOf(course: Point[], names: Names, colours: Colours) {
  const line = (name: string, of: (point: Point) => number | null, more: object) => ({
    type: 'line',
    name,
    data: course.map(of),
    showSymbol: false,
    ...more,
  })
  const unseen = { silent: true, lineStyle: { opacity: 0 }, color: 'transparent' }
  const band = (name: string, of: (point: Point) => [number, number] | null) => [
    line(`${name}-low`, (point) => of(point)?.[0] ?? null, { ...unseen, stack: name }),
    line(name, (point) => width(of(point)), {
      ...unseen,
      stack: name,
      areaStyle: { color: colours.band, opacity: 1 },
    }),
  ]
  return [
    ...band('band95', ({ band95 }) => band95),
    ...band('band80', ({ band80 }) => band80),
    line(names.before, ({ before }) => before, {
      color: colours.ghost,
      lineStyle: { width: 1.5 },
    }),
    line(names.past, ({ past }) => past, { color: colours.accent, lineStyle: { width: 2.5 } }),
    line(names.ahead, ({ ahead }) => ahead, {
      color: colours.accent,
      lineStyle: { width: 2.5, type: 'dashed' },
    }),
  ]
}

function width(bounds: [number, number] | null): number | null {
  return bounds ? bounds[1] - bounds[0] : null
}
