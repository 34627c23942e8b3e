import type { SegmentFilters as Filters, SegmentWindow as Window } from '~/client'
import type { Measure } from './figure'

/** What narrows the orders a figure is made of. */
export type Narrowing = keyof Filters | keyof Window

const OF_LINES: Narrowing[] = ['product', 'sku', 'category']
const OF_ORDERS: Narrowing[] = [
  'coupon',
  'channel',
  'country',
  'city',
  'worth-least',
  'worth-most',
  'first-orders',
]
const WINDOWS: Narrowing[] = ['last-days', 'before-last-days', 'from', 'until', 'first-orders']
const ALL: Narrowing[] = [
  ...WINDOWS.slice(0, 2),
  ...OF_LINES,
  ...OF_ORDERS,
  'status',
  'from',
  'until',
]

/** Figures that are made of positions and know nothing of whole orders. */
const LINE_FIGURES = ['profit', 'items', 'different-products']

export const isWindow = (name: Narrowing): name is keyof Window => WINDOWS.includes(name)

/** What narrows the figure now, in the order it is said. */
export function narrowingsOf(measure: Measure): Narrowing[] {
  return ALL.filter((name) => valueOf(measure, name) !== undefined)
}

export function valueOf({ of, when }: Measure, name: Narrowing): unknown {
  return (isWindow(name) ? when?.[name] : of?.[name]) ?? undefined
}

/** What may still be said of the figure: positions and whole orders are not chosen at once. */
export function offeredFor(measure: Measure): Narrowing[] {
  const said = narrowingsOf(measure)
  const asksLines = LINE_FIGURES.includes(measure.quantity) || said.some(isIn(OF_LINES))
  const barred = [...(asksLines ? OF_ORDERS : []), ...(said.some(isIn(OF_ORDERS)) ? OF_LINES : [])]
  return ALL.filter((name) => !said.includes(name) && !barred.includes(name))
}

/** The figure with one narrowing set, or without it when the value is undefined. */
export function narrowed(measure: Measure, name: Narrowing, value: unknown): Measure {
  const part = isWindow(name) ? 'when' : 'of'
  const others = Object.entries(measure[part] ?? {}).filter(([other]) => other !== name)
  const kept = value === undefined ? others : [...others, [name, value]]
  const { [part]: _, ...bare } = measure
  return kept.length > 0 ? { ...bare, [part]: Object.fromEntries(kept) } : bare
}

/** Another figure with as much of the narrowing as it can have. */
export function renamed(
  measure: Measure,
  quantity: Measure['quantity'],
  narrows: boolean,
): Measure {
  if (!narrows) return { quantity }
  const barred = LINE_FIGURES.includes(quantity) ? OF_ORDERS : []
  return barred.reduce((left, name) => narrowed(left, name, undefined), { ...measure, quantity })
}

function isIn(names: Narrowing[]) {
  return (name: Narrowing) => names.includes(name)
}
