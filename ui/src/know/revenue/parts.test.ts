import { expect, it } from 'vitest'
import { partsOf } from './parts'
import type { RevenueReport } from './queries'

const eur = (minor: number) => ({ minor, currency: 'EUR' })

it('bars stand on one another and end at the height of the period', () => {
  // The golden example of the metric dictionary: 260 − 80 − 20 + 20 + 25 + 40 = 245.
  const report = {
    base_revenue: eur(260),
    churned: eur(80),
    contraction: eur(20),
    expansion: eur(20),
    new: eur(25),
    reactivated: eur(40),
    period_revenue: eur(245),
  } as RevenueReport
  const drawn = partsOf(report)?.map((part) => [part.name, part.floor, part.floor + part.height])
  expect(drawn).toEqual([
    ['base', 0, 260],
    ['churned', 180, 260],
    ['contraction', 160, 180],
    ['expansion', 160, 180],
    ['new', 180, 205],
    ['reactivated', 205, 245],
    ['period', 0, 245],
  ])
})

it('without amounts there is no bridge to draw', () => {
  expect(partsOf({ base_revenue: null, period_revenue: null } as RevenueReport)).toBeNull()
})
