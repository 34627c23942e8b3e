/** The kinds of files a table can be handed over as. */
export const FORMATS = ['xlsx', 'csv', 'parquet'] as const

export type Options = Record<string, unknown>

/** Where a table lies as a file; options that say nothing are left out. */
export function addressOf(table: string, format: (typeof FORMATS)[number], options: Options) {
  const said = Object.entries(options).filter(([, value]) => value !== null && value !== undefined)
  const query = new URLSearchParams(said.map(([name, value]) => [name, String(value)])).toString()
  return `/api/v1/${table}.${format}${query ? `?${query}` : ''}`
}
