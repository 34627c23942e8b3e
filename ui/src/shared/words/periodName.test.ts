import { expect, it } from 'vitest'
import { nameOf } from './periodName'

it('a period is named by its first day and its length, also while it runs', () => {
  expect(nameOf('2025-10-01', 'month')).toBe('2025-10')
  expect(nameOf('2025-10-01', 'quarter')).toBe('2025-Q4')
  expect(nameOf('2025-01-01', 'year')).toBe('2025')
  expect(nameOf('2025-10-06', 'week')).toBe('2025-10-06')
})
