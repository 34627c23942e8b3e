import { Text } from '@codemirror/state'
import { expect, it } from 'vitest'
import { placeOf } from './fault'

const sql = Text.of(['select amonut', 'from orders'])
const at = (line: number | null, column: number | null) =>
  placeOf(sql, { text: 'no such column', line, column })

it('the word at fault is marked as far as it goes', () => {
  expect(at(1, 8)).toEqual({ from: 7, until: 13 })
  expect(at(2, 6)).toEqual({ from: 19, until: 25 })
})

it('a fault behind the last character marks that character', () => {
  expect(at(2, 12)).toEqual({ from: 24, until: 25 })
})

it('a fault without a place, or in a line that is not there, marks nothing', () => {
  expect(at(null, null)).toBeNull()
  expect(at(3, 1)).toBeNull()
})
