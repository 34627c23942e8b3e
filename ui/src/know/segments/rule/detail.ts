import type { SegmentDetail as Detail, SegmentDetailTest as DetailTest } from '~/client'

/** The ways in which a property can be tested, as they are offered; what is asked most comes first. */
export const WAYS = [
  'text-equal',
  'text-unequal',
  'is',
  'contains',
  'starts-with',
  'number-at-least',
  'number-more',
  'number-at-most',
  'number-less',
  'number-equal',
  'yes-no-equal',
  'day-at-least',
  'day-less',
  'known',
  'missing',
] as const

/** Ways that only the text form offers; one that stands in a rule is offered there too. */
const RARE = ['number-unequal', 'yes-no-unequal', 'day-equal', 'day-unequal', 'day-at-most', 'day-more']

/** A way to test a property: what it is read as, and how it compares. */
export type Way = string

/** The ways to offer where one is chosen already. */
export function waysWith(chosen: Way): Way[] {
  return RARE.includes(chosen) ? [...WAYS, chosen] : [...WAYS]
}

/** The way a test goes. */
export function wayOf(test: DetailTest): Way {
  if (typeof test === 'string') return test
  if ('is' in test) return 'is'
  if ('contains' in test) return 'contains'
  if ('starts-with' in test) return 'starts-with'
  return `${Object.keys(test.compare.than)[0]}-${test.compare.is}`
}

/** A value that stands in a test; what has none has an empty one. */
export type Value = string | string[] | number | boolean

/** What a property is tested against. */
export function valueOf(test: DetailTest): Value {
  if (typeof test === 'string') return ''
  if ('is' in test) return test.is
  if ('contains' in test) return test.contains
  if ('starts-with' in test) return test['starts-with']
  return Object.values(test.compare.than)[0] as Value
}

/** A test that goes another way: the value is kept where it can be read so. */
export function testOf(way: Way, value: Value): DetailTest {
  const text = Array.isArray(value) ? (value[0] ?? '') : typeof value === 'string' ? value : ''
  if (way === 'known' || way === 'missing') return way
  if (way === 'is') return { is: Array.isArray(value) ? value : text ? [text] : [] }
  if (way === 'contains') return { contains: text }
  if (way === 'starts-with') return { 'starts-with': text }
  const [kind, is] = partsOf(way)
  return { compare: { is, than: thanOf(kind, value, text) } } as DetailTest
}

function partsOf(way: Way): [string, string] {
  const kind = ['yes-no', 'number', 'text', 'day'].find((one) => way.startsWith(`${one}-`)) ?? 'text'
  return [kind, way.slice(kind.length + 1)]
}

function thanOf(kind: string, value: Value, text: string) {
  switch (kind) {
    case 'number':
      return { number: typeof value === 'number' ? value : Number.NaN }
    case 'yes-no':
      return { 'yes-no': typeof value === 'boolean' ? value : true }
    case 'day':
      return { day: /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : '' }
    default:
      return { text }
  }
}

/** A property as it is typed: `price`, or `product.price` of a thing within a thing. */
export function typedName(property: string[]): string {
  return property.join('.')
}

/** The property that was typed. */
export function propertyOf(typed: string): string[] {
  return typed.split('.').slice(0, 5)
}

/** What a new line about a deed begins with. */
export const BEGUN: Detail = {
  property: [''],
  test: { compare: { is: 'equal', than: { text: '' } } },
}
