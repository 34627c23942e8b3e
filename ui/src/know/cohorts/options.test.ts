import { describe, expect, it } from 'vitest'
import { readSearch, writeSearch } from '~/app/address'
import {
  CHOICES,
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
            const asked = { ...USUAL, by, count, mode, measure, from: '2025-01-01' }
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
