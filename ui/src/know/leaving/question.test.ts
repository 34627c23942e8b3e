import { describe, expect, it } from 'vitest'
import { readSearch, writeSearch } from '~/app/address'
import { CHOICES, readQuestion, reportQuery, writeQuestion } from './question'

describe('the question of the leaving screen', () => {
  it('is not in the address while it is the usual one', () => {
    expect(writeSearch(writeQuestion(readQuestion({})))).toBe('')
  })

  it('comes back word by word from any address it was written to', () => {
    for (const within of CHOICES.within)
      for (const model of CHOICES.model) {
        const asked = { within, model }
        expect(readQuestion(readSearch(writeSearch(writeQuestion(asked))))).toEqual(asked)
      }
  })

  it('reads a word that nobody knows as the usual one', () => {
    expect(readQuestion({ model: 'crystal-ball', within: '1d' })).toEqual(readQuestion({}))
  })

  it('leaves the days to the rhythm of the shop unless they are named', () => {
    expect(reportQuery(readQuestion({}))).not.toHaveProperty('within')
    expect(reportQuery(readQuestion({ within: '90d' })).within).toBe('90d')
  })
})
