import { describe, expect, it } from 'vitest'
import type { RevenuePart } from './queries'
import { drawn, largestLoss, wayOf } from './split'

const eur = (minor: number) => ({ minor, currency: 'EUR' })
const part = (name: string | null, churned: number, kind = 'named') =>
  ({ kind, name, churned: eur(churned), base_revenue: eur(100) }) as RevenuePart

describe('parts of the shop', () => {
  it('names the part that lost most, never what has no name', () => {
    const parts = [part('Tea', 20), part('Cake', 80), part(null, 900, 'untold')]
    expect(largestLoss(parts)?.part.name).toBe('Cake')
    expect(largestLoss([part('Tea', 0)])).toBeNull()
  })

  it('draws the largest at the top, and only what has money', () => {
    const parts = [part('Tea', 1), part('Cake', 2), part('Cups', 3)]
    expect(drawn(parts, 2).map(({ name }) => name)).toEqual(['Cake', 'Tea'])
    expect(drawn([{ ...part('Tea', 1), base_revenue: null }], 5)).toEqual([])
  })

  it('takes from the address only ways that there are', () => {
    expect(wayOf('category')).toBe('category')
    expect(wayOf('whole')).toBeUndefined()
    expect(wayOf('colour')).toBeUndefined()
  })
})
