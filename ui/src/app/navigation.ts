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
  { words: 'collect', places: [{ to: '/collect/imports', words: 'imports' }] },
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
    ],
  },
  { words: 'act', places: [{ to: '/act/campaigns', words: 'campaigns' }] },
  { words: 'check', places: [{ to: '/learn/effects', words: 'effects' }] },
  { places: [{ to: '/settings', words: 'settings' }] },
]

export const PLACES: Place[] = PARTS.flatMap((part) => part.places)
