/** The menu in the loop's order; a screen that is not built is not here. */
export type Place = { to: string; words: string }
export type Part = { words?: string; places: Place[] }

export const PARTS: Part[] = [
  {
    places: [
      { to: '/', words: 'home' },
      { to: '/customers', words: 'customers' },
    ],
  },
  {
    words: 'collect',
    places: [
      { to: '/collect/sources', words: 'sources' },
      { to: '/collect/imports', words: 'imports' },
      { to: '/collect/spend', words: 'spend' },
    ],
  },
  {
    words: 'understand',
    places: [
      { to: '/know/metrics', words: 'metrics' },
      { to: '/know/cohorts', words: 'cohorts' },
      { to: '/know/retention', words: 'retention' },
      { to: '/know/lifecycle', words: 'lifecycle' },
      { to: '/know/segments', words: 'segments' },
      { to: '/know/rfm', words: 'rfm' },
      { to: '/know/abc', words: 'abc' },
      { to: '/know/rhythm', words: 'rhythm' },
      { to: '/know/value', words: 'value' },
      { to: '/know/revenue', words: 'revenue' },
      { to: '/know/acquisition', words: 'acquisition' },
    ],
  },
  { words: 'act', places: [{ to: '/act/campaigns', words: 'campaigns' }] },
  { words: 'check', places: [{ to: '/learn/effects', words: 'effects' }] },
  { places: [{ to: '/settings', words: 'settings' }] },
]

export const PLACES: Place[] = PARTS.flatMap((part) => part.places)

/** Screens that other screens lead to; the palette finds them too. */
export const FURTHER: Place[] = [
  { to: '/know/segments/new', words: 'newSegment' },
  { to: '/know/rfm/groups', words: 'ownGroups' },
  { to: '/know/catalogue', words: 'catalogue' },
  { to: '/collect/imports/new', words: 'newImport' },
]
