import { expect, it } from 'vitest'
import type { Fault } from '../queries'
import { mended, placeOf } from './place'

const fault = (line: number, column: number, length: number): Fault => {
  return { code: 'unexpected', line, column, length, message: '', expected: [] }
}

it('a fault is found by its line and character, also after a rare character', () => {
  const text = 'orders >= 3\nand ordrs > 1'
  const { from, until } = placeOf(text, fault(2, 5, 5))
  expect(text.slice(from, until)).toBe('ordrs')
  const rare = 'city is "😀" adn'
  const place = placeOf(rare, fault(1, 13, 3))
  expect(rare.slice(place.from, place.until)).toBe('adn')
})

it('a word that is offered takes the place of the fault', () => {
  expect(mended('ordrs > 1', fault(1, 1, 5), 'orders')).toBe('orders > 1')
  expect(mended('days since lst order > 6', fault(1, 12, 3), 'last order')).toBe(
    'days since last order > 6',
  )
  expect(mended('orders', fault(1, 7, 0), '>=')).toBe('orders >= ')
})
