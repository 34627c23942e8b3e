import type { Preview } from './queries'

type Mapping = Record<string, string>

/** The whole mapping after one column was given another meaning (or none). */
export function mappingOf(preview: Preview, column: number, field: string | null): Mapping {
  const map: Mapping = {}
  for (const one of preview.columns) {
    const meaning = one.index === column ? field : one.field
    // A field has one column: the newest choice takes it from the older one.
    if (meaning && (meaning !== field || one.index === column)) map[meaning] = String(one.index)
  }
  return map
}

/** Fields an order cannot do without that no column gives yet. */
export function missingFields(preview: Preview): string[] {
  const given = new Set(preview.columns.map((column) => column.field))
  return preview.fields
    .filter((field) => field.required && !given.has(field.name))
    .map((field) => field.name)
}
