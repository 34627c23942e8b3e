import { useFormat } from './useFormat'

type Length = 'month' | 'quarter' | 'year'

/** “Mar 2026”, “Q1 2026” or “2026”: a period by its length and its first day. */
export function usePeriodName() {
  const format = useFormat()
  return (length: Length, period: { from: string }) => format.cohort(nameOf(length, period.from))
}

export function nameOf(length: Length, from: string): string {
  const [year = '', month] = from.split('-')
  if (length === 'year') return year
  if (length === 'quarter') return `${year}-Q${Math.ceil(Number(month) / 3)}`
  return from.slice(0, 7)
}
