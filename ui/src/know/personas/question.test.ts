import { expect, it } from 'vitest'
import { readQuestion, reportQuery, runQuery } from './question'

it('a number that is none becomes the usual question', () => {
  expect(readQuestion({ k: '9' })).toEqual({ k: '', run: undefined })
  expect(reportQuery(readQuestion({}))).toEqual({})
})

it('a number is found anew whatever run is looked at, and kept as it was asked', () => {
  const question = readQuestion({ k: '4', run: 'run_1' })
  expect(reportQuery(question)).toEqual({ k: 4 })
  expect(runQuery(question)).toEqual({ k: 4 })
  expect(runQuery(readQuestion({ k: 'fitting' }))).toEqual({})
  expect(reportQuery(readQuestion({ run: 'run_1' }))).toEqual({ run: 'run_1' })
})
