import { expect, it } from 'vitest'
import type { Rule } from '../queries'
import { finished } from './finished'

const ORDERS: Rule = {
  compare: { measure: { quantity: 'orders' }, is: 'at-least', than: { number: 3 } },
}

it('a condition that still misses its words is left out until it has them', () => {
  expect(finished({ all: [ORDERS, { 'rfm-group': [] }] })).toEqual({ all: [ORDERS] })
  expect(finished({ all: [ORDERS, { segment: '' }] })).toEqual({ all: [ORDERS] })
  expect(finished({ not: { abc: [] } })).toBeNull()
  expect(finished({ cohort: { cohort: '2025-0', period: 1 } })).toBeNull()
})

it('a rule that misses nothing stays as it is', () => {
  const rule: Rule = { any: [{ not: ORDERS }, { all: [ORDERS, { segment: 'Best' }] }] }
  expect(finished(rule)).toEqual(rule)
  expect(finished({ all: [] })).toEqual({ all: [] })
})
