import type { Right } from '~/client'

/** The menu in the loop's order; a screen that is not built is not here. */
export type Place = { to: string; words: string; needs: Right }
export type Part = { words?: string; places: Place[] }

export const PARTS: Part[] = [
  {
    places: [
      { to: '/', words: 'home', needs: 'see_figures' },
      { to: '/customers', words: 'customers', needs: 'see_customers' },
    ],
  },
  {
    words: 'collect',
    places: [
      { to: '/collect/sources', words: 'sources', needs: 'see_figures' },
      { to: '/collect/shops', words: 'shops', needs: 'see_figures' },
      { to: '/collect/imports', words: 'imports', needs: 'take_in' },
      { to: '/collect/products', words: 'products', needs: 'see_figures' },
      { to: '/collect/spend', words: 'spend', needs: 'see_figures' },
      { to: '/collect/privacy', words: 'privacy', needs: 'own' },
    ],
  },
  {
    words: 'understand',
    places: [
      { to: '/know/metrics', words: 'metrics', needs: 'see_figures' },
      { to: '/know/cohorts', words: 'cohorts', needs: 'see_figures' },
      { to: '/know/retention', words: 'retention', needs: 'see_figures' },
      { to: '/know/lifecycle', words: 'lifecycle', needs: 'see_figures' },
      { to: '/know/segments', words: 'segments', needs: 'see_figures' },
      { to: '/know/rfm', words: 'rfm', needs: 'see_figures' },
      { to: '/know/personas', words: 'personas', needs: 'see_figures' },
      { to: '/know/abc', words: 'abc', needs: 'see_figures' },
      { to: '/know/rhythm', words: 'rhythm', needs: 'see_figures' },
      { to: '/know/value', words: 'value', needs: 'see_figures' },
      { to: '/know/leaving', words: 'leaving', needs: 'see_figures' },
      { to: '/know/forecast', words: 'forecast', needs: 'see_figures' },
      { to: '/know/recommend', words: 'recommend', needs: 'see_figures' },
      { to: '/know/revenue', words: 'revenue', needs: 'see_figures' },
      { to: '/know/subscriptions', words: 'subscriptions', needs: 'see_figures' },
      { to: '/know/acquisition', words: 'acquisition', needs: 'see_figures' },
      { to: '/know/questions', words: 'questions', needs: 'see_customers' },
    ],
  },
  {
    words: 'act',
    places: [
      { to: '/act/campaigns', words: 'campaigns', needs: 'see_figures' },
      { to: '/act/journeys', words: 'journeys', needs: 'see_figures' },
      { to: '/act/tasks', words: 'tasks', needs: 'see_customers' },
      { to: '/act/messages', words: 'messages', needs: 'see_customers' },
      { to: '/act/letters', words: 'letters', needs: 'write_to_customers' },
    ],
  },
  { words: 'check', places: [{ to: '/learn/effects', words: 'effects', needs: 'see_figures' }] },
  { places: [
      { to: '/settings/people', words: 'people', needs: 'own' },
      { to: '/settings', words: 'settings', needs: 'own' },
    ] },
]

export const PLACES: Place[] = PARTS.flatMap((part) => part.places)

/** Screens that other screens lead to; the palette finds them too. */
export const FURTHER: Place[] = [
  { to: '/customers/duplicates', words: 'duplicates', needs: 'see_customers' },
  { to: '/know/segments/new', words: 'newSegment', needs: 'analyse' },
  { to: '/know/rfm/groups', words: 'ownGroups', needs: 'analyse' },
  { to: '/know/catalogue', words: 'catalogue', needs: 'see_figures' },
  { to: '/act/suppressions', words: 'suppressions', needs: 'see_customers' },
  { to: '/settings/fields', words: 'fields', needs: 'own' },
  { to: '/settings/audit', words: 'audit', needs: 'own' },
  { to: '/settings/system', words: 'system', needs: 'own' },
  { to: '/account', words: 'account', needs: 'enter' },
  { to: '/collect/imports/new', words: 'newImport', needs: 'take_in' },
]

/** What of the menu somebody may open; parts of which nothing is left are left out. */
export function allowed(parts: Part[], may: (right: Right) => boolean): Part[] {
  return parts
    .map((part) => ({ ...part, places: part.places.filter(({ needs }) => may(needs)) }))
    .filter(({ places }) => places.length > 0)
}
