import { expect, it } from 'vitest'
import type { FieldKind as Kind } from '~/client'
import { begunAs, shapeOf, wayOf, waysOf } from './ownWays'

const KINDS: Kind[] = [
  'text', 'number', 'whole', 'date', 'anniversary', 'yes_no', 'choice', 'choices',
]

it('every way of every kind begins as itself', () => {
  for (const way of KINDS.flatMap(waysOf)) {
    expect(wayOf(begunAs(way, 'known'))).toBe(way)
  }
})

it('another way keeps the number or the text that was typed', () => {
  const size = begunAs('compare-more', { compare: { is: 'less', than: 40 } })
  expect(size).toEqual({ compare: { is: 'more', than: 40 } })
  expect(begunAs('contains', { 'starts-with': 'An' })).toEqual({ contains: 'An' })
})

it('what is typed is put back in its place', () => {
  const shape = shapeOf({ between: { least: 36, most: 41.5 } })
  expect(shape.kind === 'two' && shape.two).toEqual(['36', '41.5'])
  expect(shape.kind === 'two' && shape.with(['37', '40'])).toEqual({
    between: { least: 37, most: 40 },
  })
})
