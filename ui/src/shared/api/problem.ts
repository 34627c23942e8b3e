/** What went wrong, as the program says it: a stable code, and words for a person. */
export type Problem = {
  code: string
  title: string
  status: number
  detail?: string
  errors: { field: string; code: string; message: string }[]
}

/** Makes one shape of everything that can be thrown while asking the program. */
export function problemOf(thrown: unknown): Problem {
  if (isRecord(thrown) && typeof thrown.code === 'string') {
    return {
      code: thrown.code,
      title: text(thrown.title) ?? thrown.code,
      status: typeof thrown.status === 'number' ? thrown.status : 0,
      detail: text(thrown.detail),
      errors: Array.isArray(thrown.errors) ? thrown.errors : [],
    }
  }
  // `fetch` throws a TypeError when nobody answers at all.
  if (thrown instanceof TypeError) return plain('no_connection', thrown.message)
  if (thrown instanceof Error) return plain('page_failed', thrown.message)
  return plain('unknown', typeof thrown === 'string' ? thrown : '')
}

function plain(code: string, detail: string): Problem {
  return { code, title: code, status: 0, detail: detail || undefined, errors: [] }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}
