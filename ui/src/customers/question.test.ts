import { expect, it } from 'vitest'
import { directionOf, nextSort, readQuestion } from './question'

it('a misspelled order, number or consent becomes the usual question', () => {
  expect(readQuestion({ sort: 'shoe-size', 'quiet-days-min': 'long', consent: 'maybe' })).toEqual({
    search: undefined,
    sort: 'last-order',
    standing: undefined,
    'rfm-group': undefined,
    persona: undefined,
    segment: undefined,
    'quiet-days-min': undefined,
    consent: undefined,
  })
})

it('pressing the last order twice asks for the longest silence first', () => {
  expect(nextSort('orders', 'recency_days')).toBe('last-order')
  expect(nextSort('last-order', 'recency_days')).toBe('silence')
  expect(directionOf('silence', 'recency_days')).toBe('descending')
  expect(directionOf('silence', 'orders')).toBe('none')
})
