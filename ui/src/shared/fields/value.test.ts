import { expect, it } from 'vitest'
import { formatFor } from '~/shared/words/format'
import { anniversaryOf, anniversaryText, valueText } from './value'

const english = {
  language: 'en',
  format: formatFor('en', 'UTC'),
  words: { yes: 'yes', no: 'no', none: 'not known' },
}

it('a birthday keeps its year, or does without', () => {
  for (const text of ['1990-05-17', '--02-29']) {
    const day = anniversaryOf(text)
    expect(day && anniversaryText(day)).toBe(text)
  }
  expect(anniversaryOf('17.05')).toBeNull()
  expect(valueText({ kind: 'anniversary', value: '--02-29' }, english)).toBe('February 29')
  expect(valueText({ kind: 'anniversary', value: '1990-05-17' }, english)).toBe('May 17, 1990')
})

it('values are written as people read them', () => {
  expect(valueText({ kind: 'yes_no', value: false }, english)).toBe('no')
  expect(valueText({ kind: 'number', value: 40.5 }, english)).toBe('40.5')
  expect(valueText({ kind: 'choices', value: ['Tea', 'Cake'] }, english)).toBe('Tea, Cake')
  expect(valueText({ kind: 'text', value: null }, english)).toBe('not known')
  expect(valueText({ kind: 'date', value: '2026-05-17' }, english)).toBe('May 17, 2026')
})
