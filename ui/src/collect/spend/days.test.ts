import { describe, expect, it } from 'vitest'
import { inMinor, inWhole } from '~/shared/words/coins'
import { dayAfter, dayBefore } from './days'

describe('the last day of a spend', () => {
  it('is told as the day after it, also at the end of February and of the year', () => {
    expect(dayAfter('2024-02-28')).toBe('2024-02-29')
    expect(dayAfter('2025-12-31')).toBe('2026-01-01')
    expect(dayBefore(dayAfter('2025-03-30'))).toBe('2025-03-30')
  })
})

describe('an amount', () => {
  it('is told in the smallest coin of its currency', () => {
    expect(inMinor(19.99, 'EUR')).toEqual({ minor: 1999, currency: 'EUR' })
    expect(inMinor(1500, 'JPY')).toEqual({ minor: 1500, currency: 'JPY' })
    expect(inWhole({ minor: 1999, currency: 'EUR' })).toBe(19.99)
  })
})
