import { expect, it } from 'vitest'
import { dayAfter } from './dayAfter'

it('a day is followed by the next one over the ends of months, years and Februaries', () => {
  expect(dayAfter('2026-11-22')).toBe('2026-11-23')
  expect(dayAfter('2026-12-31')).toBe('2027-01-01')
  expect(dayAfter('2028-02-28')).toBe('2028-02-29')
  expect(dayAfter('2026-03-29')).toBe('2026-03-30')
})
