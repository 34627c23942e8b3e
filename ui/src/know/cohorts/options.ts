import type { CohortCell } from '~/client'

/** The question asked of the cohort table, word by word as in its sentence. */
export const CHOICES = {
  split: ['when', 'product', 'category', 'coupon', 'channel', 'country', 'city'],
  by: ['day', 'week', 'month', 'quarter', 'year'],
  entry: ['first-ever', 'first-matching'],
  count: ['on', 'on-or-after', 'on-or-before', 'streak'],
  mode: ['calendar', 'rolling'],
  measure: [
    'rate',
    'customers',
    'orders',
    'revenue',
    'cumulative-revenue',
    'lifetime-value',
    'average-order',
  ],
  view: ['table', 'lines'],
} as const

type Word = keyof typeof CHOICES

export type CohortOptions = { [W in Word]: (typeof CHOICES)[W][number] } & {
  from?: string
  until?: string
}

export const USUAL: CohortOptions = {
  split: 'when',
  by: 'month',
  entry: 'first-ever',
  count: 'on',
  mode: 'calendar',
  measure: 'rate',
  view: 'table',
}

const DAY = /^\d{4}-\d{2}-\d{2}$/

type Address = Record<string, string | undefined>

/** Reads the question from an address; a word it does not know becomes the usual one. */
export function readOptions(address: Address): CohortOptions {
  const words = Object.keys(CHOICES) as Word[]
  const chosen = words.map((word) => {
    const known: readonly string[] = CHOICES[word]
    const asked = address[word]
    return [word, asked && known.includes(asked) ? asked : USUAL[word]]
  })
  return { ...Object.fromEntries(chosen), ...days(address) } as CohortOptions
}

/** Writes only what differs from the usual question, so that addresses stay short. */
export function writeOptions(options: CohortOptions): Address {
  const words = Object.keys(CHOICES) as Word[]
  const told = words.map((word) => {
    return [word, options[word] === USUAL[word] ? undefined : options[word]]
  })
  return { ...Object.fromEntries(told), from: options.from, until: options.until }
}

/** What the report is asked; the view is the page's own business. */
export function reportQuery({ view: _, split, ...options }: CohortOptions) {
  return split === 'when' ? options : { ...options, split }
}

/** What is told of the first order where customers are grouped by how they came, not by when. */
export type Split = NonNullable<NonNullable<CohortCell['options']>['split']>

export function splitOf({ split }: CohortOptions): Split | undefined {
  return split === 'when' ? undefined : split
}

function days(address: Address) {
  const day = (name: string) => (DAY.test(address[name] ?? '') ? address[name] : undefined)
  return { from: day('from'), until: day('until') }
}

/** Where a cell is in its table. */
export type CellPlace = Pick<CohortCell, 'cohort' | 'k'>

/**
 * A cell in the address: `2010-12:3` is the third month of December's customers. A group may be
 * called anything, with colons or nothing at all, so that the last colon parts the two.
 */
export function readCell(text: string | undefined): CellPlace | null {
  const parts = /^(.*):(\d+)$/s.exec(text ?? '')
  return parts ? { cohort: parts[1] ?? '', k: Number(parts[2]) } : null
}

export function writeCell({ cohort, k }: CellPlace): string {
  return `${cohort}:${k}`
}
