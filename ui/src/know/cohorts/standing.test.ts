import { expect, it } from 'vitest'
import { bestAndWeakest } from './standing'

/**
 *   Web     |   20 % ==|==  25 %              900 customers
 *   Shop    |                  34 % ==|== 40 %    500
 *   Fair    |                        38 % ==|==== 70 %   27
 */
const group = (cohort: string, of: number, low: number, high: number) => ({
  cohort,
  size: of,
  cells: [{ k: 1, value: (low + high) / 2, customers: 1, of, complete: true, low, high }],
})
const web = group('Web', 900, 0.2, 0.25)
const shop = group('Shop', 500, 0.34, 0.4)
const fair = group('Fair', 27, 0.38, 0.7)

it('names the best and the weakest group of enough customers', () => {
  const [best, weakest] = bestAndWeakest([web, fair, shop], 1) ?? []
  expect([best?.cohort, weakest?.cohort]).toEqual(['Shop', 'Web'])
})

it('names nobody while chance may have put them in order', () => {
  expect(bestAndWeakest([web, group('Phone', 300, 0.24, 0.36)], 1)).toBeNull()
  expect(bestAndWeakest([web, fair], 1)).toBeNull()
  expect(bestAndWeakest([], 1)).toBeNull()
})
