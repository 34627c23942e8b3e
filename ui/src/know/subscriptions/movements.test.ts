import { expect, it } from 'vitest'
import { change, newest } from './movements'
import type { MrrPeriod } from './queries'

const eur = (minor: number) => ({ minor, currency: 'EUR' })
const period = (name: string, complete: boolean) =>
  ({ period: name, complete, start: eur(100), end: eur(130) }) as MrrPeriod

it('the newest period that is over is looked at, or the running one', () => {
  const [march, april] = [period('2025-03', true), period('2025-04', false)]
  expect(newest([march, april])).toBe(march)
  expect(newest([april])).toBe(april)
  expect(newest([])).toBeUndefined()
})

it('a change needs both ends', () => {
  expect(change(period('2025-03', true))).toEqual(eur(30))
  expect(change({ ...period('2025-03', true), start: null })).toBeNull()
})
