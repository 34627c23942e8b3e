import type { Format } from '~/shared/words/format'
import type { Kind } from './queries'

/** What a value of a field is on the wire: by its kind a text, a number, a day, yes or no, words. */
export type Value = string | number | boolean | string[] | null

export type Anniversary = { day: number; month: number; year: number | null }

/** `1990-05-17` or `--05-17`; nothing when it is neither. */
export function anniversaryOf(text: string): Anniversary | null {
  const parts = /^(?:(\d{4})|-)-(\d{2})-(\d{2})$/.exec(text)
  if (!parts) return null
  return { year: parts[1] ? Number(parts[1]) : null, month: Number(parts[2]), day: Number(parts[3]) }
}

/** The same the other way round. */
export function anniversaryText({ year, month, day }: Anniversary): string {
  const two = (n: number) => String(n).padStart(2, '0')
  return `${year === null ? '-' : String(year).padStart(4, '0')}-${two(month)}-${two(day)}`
}

type Words = { yes: string; no: string; none: string }

/** A value as people read it. */
export function valueText(
  { kind, value }: { kind: Kind; value: unknown },
  { language, format, words }: { language: string; format: Format; words: Words },
): string {
  if (value === null || value === undefined || value === '') return words.none
  if (typeof value === 'boolean') return value ? words.yes : words.no
  if (typeof value === 'number') return new Intl.NumberFormat(language).format(value)
  if (Array.isArray(value)) return new Intl.ListFormat(language, { type: 'unit' }).format(value)
  const text = String(value)
  if (kind === 'date') return format.day(text)
  const day = kind === 'anniversary' ? anniversaryOf(text) : null
  if (!day) return text
  // A leap year has every day that any year has.
  const date = new Date(Date.UTC(day.year ?? 2000, day.month - 1, day.day))
  const year = day.year === null ? undefined : 'numeric'
  const style = { day: 'numeric', month: 'long', year, timeZone: 'UTC' } as const
  return new Intl.DateTimeFormat(language, style).format(date)
}
