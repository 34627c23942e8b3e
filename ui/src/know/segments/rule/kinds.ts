import type { Rule, Words } from '../queries'

/** The kinds of conditions, as they are offered: what shops ask most comes first. */
export const KINDS = [
  'figure',
  'did',
  'standing',
  'persona',
  'rfm-group',
  'rfm-on',
  'abc',
  'cohort',
  'field',
  'profile',
  'consent',
  'segment',
  'listed',
  'bucket',
] as const

export type Kind = (typeof KINDS)[number]

/** A condition of a kind as it begins: with usual words, or empty where only a person knows. */
export function begun(kind: Kind, words: Words): Rule {
  switch (kind) {
    case 'figure':
      return {
        compare: { measure: { quantity: 'orders' }, is: 'at-least', than: { number: 2 } },
      }
    case 'did':
      return { did: { what: words.deeds[0] ?? '' } }
    case 'standing':
      return { standing: ['quiet'] }
    case 'persona':
      return { persona: words.personas.slice(0, 1).map(({ word }) => word) }
    case 'rfm-group':
      return { 'rfm-group': words.rfm_groups.slice(0, 1) }
    case 'rfm-on':
      return { 'rfm-on': { day: '', groups: words.rfm_groups.slice(0, 1) } }
    case 'abc':
      return { abc: ['A'] }
    case 'cohort':
      return { cohort: { cohort: '', period: 1 } }
    case 'field':
      return { field: { field: words.own_fields[0]?.key ?? '', test: { 'within-next': 7 } } }
    case 'profile':
      return { profile: { field: 'country', test: { is: [] } } }
    case 'consent':
      return { consent: { purpose: 'marketing', channel: 'email', is: 'granted' } }
    case 'segment':
      return { segment: words.segments[0] ?? '' }
    case 'listed':
      return { listed: [] }
    case 'bucket':
      return { bucket: { from: 0, until: 10, salt: '1' } }
  }
}
