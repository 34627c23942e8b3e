import { describe, expect, it } from 'vitest'
import type { SegmentDetailTest as DetailTest } from '~/client'
import { propertyOf, testOf, typedName, valueOf, waysWith, wayOf } from './detail'

const TESTS: DetailTest[] = [
  { compare: { is: 'at-least', than: { number: 12.5 } } },
  { compare: { is: 'unequal', than: { 'yes-no': false } } },
  { compare: { is: 'equal', than: { text: 'shoes' } } },
  { compare: { is: 'less', than: { day: '2025-05-01' } } },
  { is: ['red', 'blue'] },
  { contains: 'oe' },
  { 'starts-with': 'sh' },
  'known',
  'missing',
]

describe('what was told of a deed', () => {
  it('every test comes back from its way and its value', () => {
    for (const test of TESTS) expect(testOf(wayOf(test), valueOf(test))).toEqual(test)
  })

  it('another way keeps a text and asks anew for what it cannot read', () => {
    expect(testOf('contains', 'shoes')).toEqual({ contains: 'shoes' })
    expect(testOf('is', 'shoes')).toEqual({ is: ['shoes'] })
    expect(testOf('day-less', 'shoes')).toEqual({ compare: { is: 'less', than: { day: '' } } })
    expect(valueOf(testOf('number-more', 'shoes'))).toBeNaN()
  })

  it('a rare way is offered where it stands', () => {
    expect(waysWith('day-more')).toContain('day-more')
    expect(waysWith('contains')).not.toContain('day-more')
  })

  it('a property within a property is typed with a point', () => {
    expect(propertyOf('product.price')).toEqual(['product', 'price'])
    expect(typedName(['product', 'price'])).toBe('product.price')
  })
})
