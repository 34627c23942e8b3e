import type { CohortCell } from '~/client'

/** The question asked of the cohort table, word by word as in its sentence. */
export const CHOICES = {
  split: ['when', 'product', 'category', 'coupon', 'channel', 'country', 'city'],
  by: ['day', 'week', 'month', 'quarter', 'year'],
  entry: ['first-ever', 'first-matching'],
  count: ['on', 'on-or-after', 'on-or-before', 'streak'],
  mode: ['calendar', 'rolling', 'brackets'],
  of: ['cohort', 'previous'],
  measure: [
    'rate',
    'customers',
    'orders',
    'revenue',
    'cumulative-revenue',
    'lifetime-value',
    'average-order',
    'profit',
    'cumulative-profit',
    'lifetime-profit',
  ],
  view: ['table', 'lines'],
} as const

type Word = keyof typeof CHOICES

export type CohortOptions = { [W in Word]: (typeof CHOICES)[W][number] } & {
  from?: string
  until?: string
  /** Days at which each customer's own time is cut: `7,30,90`. */
  brackets?: string
}

export const USUAL: CohortOptions = {
  split: 'when',
  by: 'month',
  entry: 'first-ever',
  count: 'on',
  mode: 'calendar',
  of: 'cohort',
  measure: 'rate',
  view: 'table',
}

/** The stretches that own brackets begin with: a week, a month, a quarter, a year. */
export const BRACKETS = '7,30,90,365'

/** A hundred years. */
const DAYS_MAX = 36_500

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
  const own = areBrackets(address.brackets ?? '') ? address.brackets : BRACKETS
  const brackets = address.mode === 'brackets' ? own : undefined
  return { ...Object.fromEntries(chosen), ...days(address), brackets } as CohortOptions
}

/** Writes only what differs from the usual question, so that addresses stay short. */
export function writeOptions(options: CohortOptions): Address {
  const words = Object.keys(CHOICES) as Word[]
  const told = words.map((word) => {
    return [word, options[word] === USUAL[word] ? undefined : options[word]]
  })
  const { from, until, mode } = options
  const own = mode === 'brackets' && options.brackets !== BRACKETS ? options.brackets : undefined
  return { ...Object.fromEntries(told), from, until, brackets: own }
}

/** What the report is asked; the view is the page's own business. */
export function reportQuery({ view: _, split, mode, brackets, ...options }: CohortOptions) {
  const cut = mode === 'brackets' ? { mode: 'rolling' as const, brackets } : { mode }
  return { ...options, ...cut, ...(split !== 'when' && { split }) }
}

/** Days that cut time into stretches: whole, each later than the one before. */
export function areBrackets(text: string): boolean {
  const days = text.split(',').map(Number)
  const later = days.every((day, at) => Number.isInteger(day) && day > (days[at - 1] ?? 0))
  return later && days.length >= 2 && days.length <= 30 && (days.at(-1) ?? 0) <= DAYS_MAX
}

/** What a period is called over its column: its number, or the days of its bracket. */
export function columnName(
  { mode, brackets = '' }: Pick<CohortOptions, 'mode' | 'brackets'>,
  k: number,
): string {
  if (mode !== 'brackets') return k.toString()
  const ends = brackets.split(',').map(Number)
  return `${k === 0 ? 0 : ends[k - 1]}–${(ends[k] ?? 0) - 1}`
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
