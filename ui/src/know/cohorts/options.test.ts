import { describe, expect, it } from 'vitest'
import { readSearch, writeSearch } from '~/app/address'
import {
  CHOICES,
  columnName,
  readCell,
  readOptions,
  reportQuery,
  USUAL,
  writeCell,
  writeOptions,
} from './options'

describe('the question of the cohort table', () => {
  it('is not in the address while it is the usual one', () => {
    expect(writeSearch(writeOptions(USUAL))).toBe('')
  })

  it('comes back word by word from any address it was written to', () => {
    for (const by of CHOICES.by)
      for (const count of CHOICES.count)
        for (const mode of CHOICES.mode)
          for (const measure of CHOICES.measure) {
            const brackets = mode === 'brackets' ? '7,14,60' : undefined
            const asked = { ...USUAL, by, count, mode, measure, brackets, from: '2025-01-01' }
            expect(readOptions(readSearch(writeSearch(writeOptions(asked))))).toEqual(asked)
          }
  })

  it('keeps how customers came, and does not ask it while they are grouped by when', () => {
    for (const split of CHOICES.split) {
      const asked = { ...USUAL, split, from: undefined, until: undefined }
      expect(readOptions(readSearch(writeSearch(writeOptions(asked))))).toEqual(asked)
    }
    expect(reportQuery({ ...USUAL, split: 'coupon' })).toHaveProperty('split', 'coupon')
    expect(reportQuery(USUAL)).not.toHaveProperty('split')
  })

  it('takes the usual word for one it does not know', () => {
    expect(readOptions({ by: 'fortnight', from: 'soon' })).toEqual({
      ...USUAL,
      from: undefined,
      until: undefined,
    })
  })
})

describe('stretches of chosen days', () => {
  const cut = readOptions({ mode: 'brackets', brackets: '7,30,90' })

  it('are asked as cuts of each customer’s own time', () => {
    expect(reportQuery(cut)).toMatchObject({ mode: 'rolling', brackets: '7,30,90' })
    expect(reportQuery(USUAL)).toMatchObject({ mode: 'calendar' })
  })

  it('are named by their first and last day', () => {
    expect([0, 1, 2].map((k) => columnName(cut, k))).toEqual(['0–6', '7–29', '30–89'])
    expect(columnName(USUAL, 2)).toBe('2')
  })

  it('are the usual ones where the address names none that rise', () => {
    for (const brackets of ['30,7', '7', 'week', '', '0,7', '7,99999'])
      expect(readOptions({ mode: 'brackets', brackets }).brackets).toBe('7,30,90,365')
    expect(readOptions({ brackets: '7,30' }).brackets).toBeUndefined()
  })
})

describe('a cell in the address', () => {
  it('names its cohort and its period', () => {
    expect(readCell('2010-12:3')).toEqual({ cohort: '2010-12', k: 3 })
    expect(readCell('2010-W49:11')).toEqual({ cohort: '2010-W49', k: 11 })
  })

  it('comes back whatever its group is called', () => {
    for (const cohort of ['', 'Rye: dark', 'a:1', 'two\nlines', '10 % & more', 'Хліб']) {
      const cell = { cohort, k: 7 }
      expect(readCell(readSearch(writeSearch({ cell: writeCell(cell) })).cell)).toEqual(cell)
    }
  })

  it('is no cell when it is misspelled', () => {
    expect(readCell('2010-12')).toBeNull()
    expect(readCell(undefined)).toBeNull()
  })
})
