import { describe, expect, it } from 'vitest'
import { readPlanned, readQuestion, writeQuestion } from './question'

describe('the question of the forecast', () => {
  it('reads back from the address it wrote, which tells only what is unusual', () => {
    const question = { of: 'orders', by: 'week', each: 'nothing', holidays: 'ua' } as const
    expect(writeQuestion(question)).toEqual({ ...question, each: undefined })
    expect(readQuestion(writeQuestion(question))).toEqual(question)
  })

  it('takes the usual word for one it does not know', () => {
    expect(readQuestion({ by: 'century' }).by).toBe('month')
  })

  it('plans whole newcomers only', () => {
    expect(readPlanned('250')).toBe(250)
    expect(readPlanned('0')).toBe(0)
    for (const text of [undefined, '', '-5', '1.5', 'many', '9999999']) {
      expect(readPlanned(text)).toBeUndefined()
    }
  })
})
