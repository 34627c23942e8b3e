import { describe, expect, it } from 'vitest'
import { readSearch, writeSearch } from '~/app/address'
import { CHOICES, readQuestion, reportQuery, writeQuestion } from './question'

describe('the question of the value screen', () => {
  it('is not in the address while it is the usual one', () => {
    expect(writeSearch(writeQuestion(readQuestion({})))).toBe('')
  })

  it('comes back word by word from any address it was written to', () => {
    for (const horizon of CHOICES.horizon)
      for (const model of CHOICES.model)
        for (const held of CHOICES.held) {
          const asked = { horizon, model, held }
          expect(readQuestion(readSearch(writeSearch(writeQuestion(asked))))).toEqual(asked)
        }
  })

  it('reads a word that nobody knows as the usual one', () => {
    expect(readQuestion({ model: 'crystal-ball', horizon: '7d' })).toEqual(readQuestion({}))
  })

  it('holds the parameters only when it is asked to', () => {
    expect(reportQuery(readQuestion({}))).not.toHaveProperty('regularise')
    expect(reportQuery(readQuestion({ held: 'usual' })).regularise).toBe(true)
  })
})
