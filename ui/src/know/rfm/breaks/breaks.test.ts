import { describe, expect, it } from 'vitest'
import { areOwn, breaksOf, rises, typedOf } from './breaks'

describe('own breaks', () => {
  it('come back as they were, money in whole units while it is typed', () => {
    const breaks = { recency: '30,60,120,240', revenue: '5000,10050,25000,100000' }
    const typed = typedOf(breaks, 100)
    expect(typed.revenue).toEqual([50, 100.5, 250, 1000])
    expect(typed.orders).toBeNull()
    expect(breaksOf(typed, 100)).toEqual(breaks)
  })

  it('rise, and are whole where they count days and orders', () => {
    expect(rises('orders', [2, 3, 4, 6], 100)).toBe(true)
    expect(rises('orders', [2, 3, 3, 6], 100)).toBe(false)
    expect(rises('recency', [30, 60.5, 90, 120], 100)).toBe(false)
    expect(rises('revenue', [0.5, 1, 2, 3], 100)).toBe(true)
    expect(rises('orders', [2, '', 4, 6], 100)).toBe(false)
  })

  it('are none while fifths decide everything', () => {
    expect(areOwn(undefined)).toBe(false)
    expect(areOwn({ recency: null })).toBe(false)
    expect(areOwn({ orders: '2,3,4,6' })).toBe(true)
  })
})
