const A_DAY = 86_400_000

/** People name the last day, the program the day after it. */
export function dayAfter(day: string): string {
  return moved(day, A_DAY)
}

export function dayBefore(day: string): string {
  return moved(day, -A_DAY)
}

function moved(day: string, by: number): string {
  return new Date(new Date(`${day}T00:00:00Z`).getTime() + by).toISOString().slice(0, 10)
}
