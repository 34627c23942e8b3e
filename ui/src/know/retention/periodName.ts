import { useFormat } from '~/shared/words/useFormat'
import type { RetentionFigures } from './queries'

/** “Mar 2026”, “Q1 2026” or “2026”, told from the period's own days. */
export function usePeriodName() {
  const format = useFormat()
  return (period: Pick<RetentionFigures, 'from' | 'until'>) => format.cohort(nameOf(period))
}

export function nameOf({ from, until }: { from: string; until: string }): string {
  const [year = 0, month = 1] = from.split('-').map(Number)
  const [endYear = 0, endMonth = 1] = until.split('-').map(Number)
  const months = (endYear - year) * 12 + endMonth - month
  if (months === 12 && month === 1) return String(year)
  if (months === 3) return `${year}-Q${Math.ceil(month / 3)}`
  return from.slice(0, 7)
}
