import { expect, it } from 'vitest'
import { nameOf } from './periodName'

it('a period is named by its length and its first day', () => {
  expect(nameOf('month', '2025-12-01')).toBe('2025-12')
  expect(nameOf('quarter', '2025-10-01')).toBe('2025-Q4')
  expect(nameOf('year', '2025-01-01')).toBe('2025')
})
