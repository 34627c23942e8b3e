import { expect, it } from 'vitest'
import { csvOf } from './csv'

it('a name with a comma, a quote or a formula stays one harmless cell', () => {
  expect(csvOf([['Anna, "Ann"', '=1+1', -3, null]])).toBe('"Anna, ""Ann""",\'=1+1,-3,')
})
