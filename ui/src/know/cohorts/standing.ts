import type { Cell, CohortReport } from './queries'

/** Of fewer customers a share says too little to be named before all others. */
const ENOUGH = 100

type Placed = Cell & { cohort: string }

/**
 * The best and the weakest group of period k among those with enough customers; none when their
 * intervals overlap, because chance alone may then have put them in this order.
 */
export function bestAndWeakest(
  rows: CohortReport['cohorts'],
  k: number,
): [best: Placed, weakest: Placed] | null {
  const ranked = rows
    .flatMap(({ cohort, size, cells }) => {
      const cell = cells.find((one) => one.k === k && one.complete)
      const known = typeof cell?.value === 'number' && (cell.of ?? size) >= ENOUGH
      return known ? [{ ...cell, cohort }] : []
    })
    .toSorted((one, other) => Number(other.value) - Number(one.value))
  const [best, weakest] = [ranked[0], ranked.at(-1)]
  if (typeof best?.low !== 'number' || typeof weakest?.high !== 'number') return null
  return best.low > weakest.high ? [best, weakest] : null
}
