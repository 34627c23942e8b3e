import type { CustomerQuestion } from './queries'

type Address = Record<string, string | undefined>
export type Sort = NonNullable<CustomerQuestion['sort']>
type Standing = NonNullable<CustomerQuestion['standing']>
type Consent = NonNullable<CustomerQuestion['consent']>

/** The orders of the list that the program knows; what matters most comes first in each. */
const SORTS: Sort[] = ['last-order', 'silence', 'revenue', 'orders']

/** What somebody can have said to marketing by e-mail. */
export const CONSENTS: Consent[] = ['granted', 'denied', 'missing']

/** Where somebody can stand by the rhythm of the shop. */
export const STANDINGS: Standing[] = ['active', 'quiet', 'lapsed']

/** Which orders a press on a column goes through, and which way each of them runs. */
export const COLUMNS = {
  orders: [['orders', 'descending']],
  revenue: [['revenue', 'descending']],
  recency_days: [
    ['last-order', 'ascending'],
    ['silence', 'descending'],
  ],
} as const

export type Column = keyof typeof COLUMNS

export type Question = CustomerQuestion & { sort: Sort }

/** What leaves everybody in the list; the order is kept. */
export const NO_FILTER = {
  search: undefined,
  standing: undefined,
  'rfm-group': undefined,
  persona: undefined,
  segment: undefined,
  'quiet-days-min': undefined,
  consent: undefined,
}

export function isFiltered(question: Question): boolean {
  return (Object.keys(NO_FILTER) as (keyof typeof NO_FILTER)[]).some((name) => question[name])
}

/** Reads what the list is asked from the address. */
export function readQuestion(address: Address): Question {
  const sort = SORTS.find((known) => known === address.sort)
  return {
    search: address.search || undefined,
    sort: sort ?? 'last-order',
    standing: STANDINGS.find((known) => known === address.standing),
    'rfm-group': address['rfm-group'] || undefined,
    persona: address.persona || undefined,
    segment: address.segment || undefined,
    'quiet-days-min': whole(address['quiet-days-min']),
    consent: CONSENTS.find((known) => known === address.consent),
  }
}

/** The next order of a column; a second press turns it over where the program can. */
export function nextSort(sort: Sort, column: Column): Sort {
  const known = COLUMNS[column].map(([name]) => name as Sort)
  return known[(known.indexOf(sort) + 1) % known.length] ?? sort
}

/** Which way a column is ordered now, as screen readers are told. */
export function directionOf(sort: Sort, column: Column) {
  return COLUMNS[column].find(([name]) => name === sort)?.[1] ?? 'none'
}

function whole(text: string | undefined): number | undefined {
  return /^\d+$/.test(text ?? '') ? Number(text) : undefined
}
