import { expect, it } from 'vitest'
import { choicesUntil, windowOf } from './period'

it('a named period spans whole days, the last one exclusive', () => {
  expect(windowOf('2026-12')).toEqual({ from: '2026-12-01', until: '2027-01-01' })
  expect(windowOf('2026-Q3')).toEqual({ from: '2026-07-01', until: '2026-10-01' })
  expect(windowOf('2025')).toEqual({ from: '2025-01-01', until: '2026-01-01' })
  expect(windowOf('soon')).toBeNull()
})

it('only finished periods are offered, newest first', () => {
  const choices = choicesUntil('2026-02-10T09:00:00Z')
  expect(choices.months.slice(0, 2)).toEqual(['2026-01', '2025-12'])
  expect(choices.quarters.slice(0, 2)).toEqual(['2025-Q4', '2025-Q3'])
  expect(choices.years).toEqual(['2025', '2024'])
})
