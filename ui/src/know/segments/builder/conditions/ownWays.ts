import type { FieldKind as Kind, SegmentFieldTest as Test } from '~/client'

const COMPARES = ['more', 'at-least', 'equal', 'unequal', 'at-most', 'less'] as const
type Compare = (typeof COMPARES)[number]

const NUMBERS = [...COMPARES.map((is) => `compare-${is}`), 'between', 'known']
const DAYS = ['within-next', 'within-last', 'today']
const CALENDAR = [...COMPARES.map((is) => `day-${is}`), 'days', 'known']

/** The ways in which a field of a kind can be asked, what is asked most first. */
export function waysOf(kind: Kind): string[] {
  switch (kind) {
    case 'number':
    case 'whole':
      return NUMBERS
    case 'date':
    case 'anniversary':
      return [...DAYS, ...CALENDAR]
    case 'yes_no':
      return ['yes', 'no', 'known']
    case 'text':
      return ['is', 'contains', 'starts-with', 'known']
    default:
      return ['is', 'known']
  }
}

/** The way of a test: its word, with the comparison where it compares. */
export function wayOf(test: Test): string {
  if (typeof test === 'string') return test
  if ('compare' in test) return `compare-${test.compare.is}`
  if ('day' in test) return `day-${test.day.is}`
  return Object.keys(test)[0] ?? 'known'
}

/** Whether what is compared is days. */
export function isDayWay(way: string): boolean {
  return way === 'days' || way.startsWith('day-')
}

/** The test of a way, with as much of another test's values as fits. */
export function begunAs(way: string, before: Test): Test {
  const shape = shapeOf(before)
  const number = shape.kind === 'number' ? shape.number : Number.NaN
  const text = shape.kind === 'text' ? shape.text : ''
  const day = shape.kind === 'day' ? shape.day : ''
  if (way.startsWith('compare-')) {
    return { compare: { is: way.slice(8) as Compare, than: number } }
  }
  if (way.startsWith('day-')) return { day: { is: way.slice(4) as Compare, than: day } }
  switch (way) {
    case 'between':
      return { between: { least: number, most: Number.NaN } }
    case 'days':
      return { days: { from: day, until: '' } }
    case 'is':
      return { is: text ? [text] : [] }
    case 'contains':
      return { contains: text }
    case 'starts-with':
      return { 'starts-with': text }
    case 'within-next':
      return { 'within-next': Number.isNaN(number) ? 7 : number }
    case 'within-last':
      return { 'within-last': Number.isNaN(number) ? 7 : number }
    default:
      return way as Test
  }
}

type Shape =
  | { kind: 'none' }
  | { kind: 'values'; is: string[] }
  | { kind: 'text'; text: string; with: (text: string) => Test }
  | { kind: 'number'; number: number; inDays: boolean; with: (number: number) => Test }
  | { kind: 'day'; day: string; with: (day: string) => Test }
  | { kind: 'two'; two: [string, string]; with: (two: [string, string]) => Test }

/** What of a test is typed, and how it is put back. */
export function shapeOf(test: Test): Shape {
  if (typeof test === 'string') return { kind: 'none' }
  if ('is' in test) return { kind: 'values', is: test.is }
  if ('contains' in test) {
    return { kind: 'text', text: test.contains, with: (contains) => ({ contains }) }
  }
  if ('starts-with' in test) {
    return { kind: 'text', text: test['starts-with'], with: (text) => ({ 'starts-with': text }) }
  }
  if ('compare' in test) {
    const { is, than } = test.compare
    const put = (next: number) => ({ compare: { is, than: next } })
    return { kind: 'number', number: than, inDays: false, with: put }
  }
  if ('within-next' in test) {
    const put = (days: number) => ({ 'within-next': days })
    return { kind: 'number', number: test['within-next'], inDays: true, with: put }
  }
  if ('within-last' in test) {
    const put = (days: number) => ({ 'within-last': days })
    return { kind: 'number', number: test['within-last'], inDays: true, with: put }
  }
  if ('day' in test) {
    const { is, than } = test.day
    return { kind: 'day', day: than, with: (next) => ({ day: { is, than: next } }) }
  }
  if ('days' in test) {
    const { from, until } = test.days
    const put = ([one, other]: [string, string]) => ({ days: { from: one, until: other } })
    return { kind: 'two', two: [from, until], with: put }
  }
  const { least, most } = test.between
  const number = (text: string) => (text === '' ? Number.NaN : Number(text))
  const shown = (n: number) => (Number.isNaN(n) ? '' : String(n))
  const put = ([one, other]: [string, string]) => ({
    between: { least: number(one), most: number(other) },
  })
  return { kind: 'two', two: [shown(least), shown(most)], with: put }
}
