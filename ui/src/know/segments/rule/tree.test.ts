import { expect, it } from 'vitest'
import type { Rule } from '../queries'
import { asGroup, bracketed, ruleOf, unbracketed } from './tree'

const BEST: Rule = { segment: 'Best' }
const QUIET: Rule = { standing: ['quiet'] }

it('a rule becomes rows and rows become the same rule', () => {
  const rule: Rule = { any: [{ not: BEST }, { all: [QUIET, BEST] }] }
  expect(asGroup(rule).rows.map((row) => row.isNot)).toEqual([true, false])
  expect(ruleOf(asGroup(rule))).toEqual(rule)
  expect(ruleOf(asGroup('everyone'))).toBe('everyone')
})

it('the opposite of an opposite is told plainly', () => {
  expect(asGroup({ not: { not: BEST } }).rows).toEqual([{ isNot: false, rule: BEST }])
})

it('brackets are put around a row and taken away again', () => {
  const group = asGroup({ all: [BEST, QUIET] })
  expect(ruleOf(bracketed(group, 1))).toEqual({ all: [BEST, { any: [QUIET] }] })
  expect(ruleOf(unbracketed(bracketed(group, 1), 1))).toEqual({ all: [BEST, QUIET] })
})
