import type { Colours } from '~/shared/chart/colours'
import type { Figure } from '../queries'
import type { apart } from './apart'
import { sizeOf } from './cellText'

type Line = {
  name: string
  points: { k: number; value?: Figure | null }[]
  colours: Colours
  /** The room for a name beside the end of the line. */
  room: number
  /** Keeps the names of lines that end alike apart. */
  layout?: ReturnType<typeof apart>
  /** The mean of all, thick and named; without room beside it, its name stands above the end. */
  mean?: { above: boolean }
  /** A group that is told by its name and its strokes, never by its colour alone. */
  told?: { place: number }
}

const STROKES = ['solid', 'dashed', 'dotted'] as const

/** One row of the table as a line. */
export function lineOf({ name, points, colours, mean, told, room, layout }: Line) {
  const label = {
    show: true,
    formatter: name,
    color: mean ? colours.accent : colours.text,
    fontWeight: mean ? 600 : 400,
    ...(mean?.above
      ? { position: 'top', align: 'right', distance: 32 }
      : { position: 'right', width: room - 12, overflow: 'truncate' }),
  }
  const data = points.map((point) => [point.k, sizeOf(point.value)])
  // Names stand on the last points and not on the ends of lines, which do not give way. A point
  // of 2 px is drawn unscaled: of any other size its name would be measured by the wrong scale.
  const end = { value: data.at(-1), symbol: 'circle', symbolSize: 2, label }
  return {
    type: 'line',
    name,
    data: (mean ?? told) && data.length > 0 ? [...data.slice(0, -1), end] : data,
    symbol: 'none',
    color: mean ? colours.accent : told ? colours.faint : colours.ghost,
    lineStyle: {
      width: mean ? 3 : told ? 1.6 : 1.2,
      opacity: mean ? 1 : 0.75,
      type: told ? STROKES[told.place % STROKES.length] : 'solid',
    },
    z: mean ? 5 : 2,
    labelLayout: layout,
    emphasis: { focus: 'series', lineStyle: { width: 3 } },
  }
}
