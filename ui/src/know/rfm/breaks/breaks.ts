import type { ShopBreaks } from '~/client'

/** The three things that are scored, in the order of their letters. */
export const SCORED = ['recency', 'orders', 'revenue'] as const
export type Scored = (typeof SCORED)[number]

/** The scores whose bounds are given, as they stand from the least bound to the largest. */
export const SCORES: Record<Scored, number[]> = {
  recency: [5, 4, 3, 2],
  orders: [2, 3, 4, 5],
  revenue: [2, 3, 4, 5],
}

/** Four bounds while they are typed; null where fifths decide. */
export type Typed = Record<Scored, (number | string)[] | null>

/** What own breaks begin with: months of silence, one order more each, tens of the shop's money. */
export const BEGUN: Record<Scored, number[]> = {
  recency: [30, 60, 120, 240],
  orders: [2, 3, 4, 6],
  revenue: [50, 100, 250, 1000],
}

/** The breaks of the shop as they are typed; money in whole units, of so many coins each. */
export function typedOf(breaks: ShopBreaks | undefined, coins: number): Typed {
  const read = (name: Scored) => {
    const bounds = breaks?.[name]?.split(',').map(Number)
    return bounds?.map((bound) => (name === 'revenue' ? bound / coins : bound)) ?? null
  }
  return { recency: read('recency'), orders: read('orders'), revenue: read('revenue') }
}

/** Whether four bounds rise, all of them numbers that can be counted. */
export function rises(name: Scored, bounds: (number | string)[], coins: number): boolean {
  const numbers = bounds.map((bound) => (bound === '' ? Number.NaN : inCoins(name, bound, coins)))
  return numbers.every(
    (bound, nth) => Number.isSafeInteger(bound) && bound >= 0 && (nth === 0 || bound > before(nth)),
  )

  function before(nth: number) {
    return numbers[nth - 1] ?? Number.NaN
  }
}

/** What is sent: what fifths decide is left out. */
export function breaksOf(typed: Typed, coins: number): ShopBreaks {
  const told = SCORED.flatMap((name) => {
    const bounds = typed[name]
    return bounds ? [[name, bounds.map((bound) => inCoins(name, bound, coins)).join(',')]] : []
  })
  return Object.fromEntries(told)
}

function inCoins(name: Scored, bound: number | string, coins: number): number {
  return name === 'revenue' ? Math.round(Number(bound) * coins) : Number(bound)
}

/** Whether a shop has any breaks of its own. */
export function areOwn(breaks: ShopBreaks | undefined): boolean {
  return SCORED.some((name) => Boolean(breaks?.[name]))
}
