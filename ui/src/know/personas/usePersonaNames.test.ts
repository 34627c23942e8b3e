import { expect, it } from 'vitest'
import { namesOf } from './usePersonaNames'

const NAME = { en: 'Regulars', uk: 'Завсідники', ru: 'Завсегдатаи' }

it('words and names of a run stand beside each other', () => {
  const run = { found: { personas: [{ key: 'regulars' }] }, measures: { names: [NAME] } }
  expect(namesOf(run)).toEqual([{ key: 'regulars', name: NAME }])
})

it('a run that found nothing names nobody', () => {
  expect(namesOf({ found: null, measures: { names: null } })).toEqual([])
  expect(namesOf({ found: { personas: [{ key: 'x' }] }, measures: {} })).toEqual([])
})
