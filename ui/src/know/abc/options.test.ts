import { describe, expect, it } from 'vitest'
import { readSearch, writeSearch } from '~/app/address'
import { CHOICES, CLASSES, readQuestion, reportQuery, STEADINESS, writeQuestion } from './options'

describe('the question of the ABC screen', () => {
  it('is not in the address while it is the usual one', () => {
    expect(writeSearch(writeQuestion(readQuestion({})))).toBe('')
  })

  it('comes back word by word from any address it was written to', () => {
    for (const of of CHOICES.of)
      for (const value of CHOICES.value)
        for (const by of CHOICES.by)
          for (const xyz of [undefined, ...STEADINESS]) {
            const usual = readQuestion({})
            const asked = { ...usual, of, value, by, xyz, class: CLASSES[1], period: '2025' }
            expect(readQuestion(readSearch(writeSearch(writeQuestion(asked))))).toEqual(asked)
          }
  })

  it('takes the usual word for one it does not know', () => {
    const asked = { of: 'sellers', class: 'D', xyz: 'x', period: 'soon', seasonal: 'maybe' }
    expect(readQuestion(asked)).toEqual(readQuestion({}))
  })

  it('asks the report for the days of its year', () => {
    const { from, until } = reportQuery(readQuestion({ period: '2025' })) as Record<string, string>
    expect([from, until]).toEqual(['2025-01-01', '2026-01-01'])
    expect(reportQuery(readQuestion({}))).not.toHaveProperty('from')
  })
})
