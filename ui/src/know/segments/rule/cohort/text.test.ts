import { expect, it } from 'vitest'
import { USUAL } from '~/know/cohorts/options'
import { textOf } from './text'

it('a cell of the usual table is told by its name and its period', () => {
  expect(textOf(USUAL, { cohort: '2025-03', k: 3 })).toBe('in cohort "2025-03" period 3')
})

it('what the table was asked for is told in the order of the language of rules', () => {
  const options = {
    ...USUAL,
    split: 'product',
    by: 'week',
    mode: 'rolling',
    count: 'streak',
    entry: 'first-matching',
    from: '2025-01-01',
    until: '2025-07-01',
  } as const
  expect(textOf(options, { cohort: 'Rye "dark" \\ 1', k: 2 })).toBe(
    'in cohort "Rye \\"dark\\" \\\\ 1" period 2 by week rolling counted streak ' +
      'entered first-matching grouped by product from 2025-01-01 until 2025-07-01',
  )
})

it('days of one’s own are told as they cut the time of each customer', () => {
  const own = (brackets: string) => ({ ...USUAL, mode: 'brackets', brackets }) as const
  const cell = { cohort: '2025-03', k: 1 }
  expect(textOf(own('7,30,90'), cell)).toBe(
    'in cohort "2025-03" period 1 rolling cut at (7, 30, 90)',
  )
  expect(textOf(own('14'), cell)).toBe('in cohort "2025-03" period 1 rolling cut at 14')
})

it('a group of which nothing was told has no rule', () => {
  expect(textOf({ ...USUAL, split: 'coupon' }, { cohort: '', k: 1 })).toBeNull()
})
