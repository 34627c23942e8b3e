export type Window = { from: string; until: string }

/** `2026-10`, `2026-Q3` and `2025` as the days they span; the last one is exclusive. */
export function windowOf(name: string): Window | null {
  const parts = /^(\d{4})(?:-(?:Q([1-4])|(\d{2})))?$/.exec(name)
  if (!parts?.[1]) return null
  const year = Number(parts[1])
  if (parts[2]) return span(year, (Number(parts[2]) - 1) * 3, 3)
  if (parts[3]) return span(year, Number(parts[3]) - 1, 1)
  return span(year, 0, 12)
}

function span(year: number, month: number, months: number): Window {
  return { from: firstDay(year, month), until: firstDay(year, month + months) }
}

function firstDay(year: number, month: number): string {
  return new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10)
}

/** Whole months, quarters and years that end before the newest order's month does, newest first. */
export function choicesUntil(newest: string): {
  months: string[]
  quarters: string[]
  years: string[]
} {
  const year = Number(newest.slice(0, 4))
  const month = Number(newest.slice(5, 7)) - 1
  const months = Array.from({ length: 12 }, (_, back) =>
    firstDay(year, month - 1 - back).slice(0, 7),
  )
  const quarter = Math.floor(month / 3)
  const quarters = Array.from({ length: 4 }, (_, back) => {
    const at = firstDay(year, (quarter - 1 - back) * 3)
    return `${at.slice(0, 4)}-Q${Math.floor((Number(at.slice(5, 7)) - 1) / 3) + 1}`
  })
  return { months, quarters, years: [String(year - 1), String(year - 2)] }
}
