import { expect, it } from 'vitest'
import { cutBy, isNamed, type Unit } from './names'

const cut = (cohort: string, from: Unit, by: Unit) =>
  cutBy(by, { cohort, period: 1, by: from }).cohort

it('a cohort that is cut by another length is the period its first day is in', () => {
  expect(cut('2025-03', 'month', 'quarter')).toBe('2025-Q1')
  expect(cut('2025-Q3', 'quarter', 'month')).toBe('2025-07')
  expect(cut('2025-Q3', 'quarter', 'year')).toBe('2025')
  expect(cut('2025', 'year', 'day')).toBe('2025-01-01')
})

it('weeks are counted as ISO 8601 counts them, also around a new year', () => {
  // From the table of years with 53 weeks and the examples of the standard.
  expect(cut('2021-01-03', 'day', 'week')).toBe('2020-W53')
  expect(cut('2024-12-30', 'day', 'week')).toBe('2025-W01')
  expect(cut('2008-12-28', 'day', 'week')).toBe('2008-W52')
  expect(cut('2020-W53', 'week', 'day')).toBe('2020-12-28')
})

it('a group keeps its name however time is cut', () => {
  const group = { cohort: '2025-03', period: 1, split: 'product' } as const
  expect(cutBy('week', group)).toEqual({ ...group, by: 'week' })
})

it('a cohort is named only as its table names it', () => {
  expect(isNamed({ cohort: '2025-03', period: 1 })).toBe(true)
  expect(isNamed({ cohort: '2025-3', period: 1 })).toBe(false)
  expect(isNamed({ cohort: '2025-03', period: 1, by: 'week' })).toBe(false)
  expect(isNamed({ cohort: 'Rye', period: 1, split: 'product' })).toBe(true)
})
