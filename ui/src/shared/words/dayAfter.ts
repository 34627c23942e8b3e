const A_DAY = 86_400_000

/** The day after a day, both as the program writes them: `2026-02-28` is followed by `2026-03-01`. */
export function dayAfter(day: string): string {
  return new Date(Date.parse(day) + A_DAY).toISOString().slice(0, 10)
}
