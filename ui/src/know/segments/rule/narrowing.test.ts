import { expect, it } from 'vitest'
import { narrowed, narrowingsOf, offeredFor, renamed } from './narrowing'

it('a figure of some categories is not offered what only whole orders tell', () => {
  const measure = narrowed({ quantity: 'revenue' }, 'category', ['Bread'])
  expect(offeredFor(measure)).toContain('last-days')
  expect(offeredFor(measure)).not.toContain('coupon')
  const byCode = narrowed({ quantity: 'revenue' }, 'coupon', ['A'])
  expect(offeredFor(byCode)).not.toContain('product')
})

it('a narrowing is taken away without a trace', () => {
  const measure = narrowed({ quantity: 'orders' }, 'last-days', 90)
  expect(narrowingsOf(measure)).toEqual(['last-days'])
  expect(narrowed(measure, 'last-days', undefined)).toEqual({ quantity: 'orders' })
})

it('another figure keeps what it can have', () => {
  const orders = narrowed(narrowed({ quantity: 'orders' }, 'coupon', ['A']), 'last-days', 90)
  expect(renamed(orders, 'items', true)).toEqual({ quantity: 'items', when: { 'last-days': 90 } })
  expect(renamed(orders, 'money-score', false)).toEqual({ quantity: 'money-score' })
})
