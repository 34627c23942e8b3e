import { expect, it } from 'vitest'
import { nameOf } from './periodName'

it('a period is named by its length', () => {
  expect(nameOf({ from: '2025-12-01', until: '2026-01-01' })).toBe('2025-12')
  expect(nameOf({ from: '2025-10-01', until: '2026-01-01' })).toBe('2025-Q4')
  expect(nameOf({ from: '2025-01-01', until: '2026-01-01' })).toBe('2025')
})
