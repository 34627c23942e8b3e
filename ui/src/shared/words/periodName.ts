import { useFormat } from './useFormat'

export type Length = 'week' | 'month' | 'quarter' | 'year'

/** “Mar 2026”, “Q1 2026”, “2026”, or the day a week opens on. */
export function usePeriodName(length: Length = 'month') {
  const format = useFormat()
  return ({ from }: { from: string }) => format.cohort(nameOf(from, length))
}

export function nameOf(from: string, length: Length): string {
  const [year = '', month = '1'] = from.split('-')
  switch (length) {
    case 'week':
      return from
    case 'month':
      return from.slice(0, 7)
    case 'quarter':
      return `${year}-Q${Math.ceil(Number(month) / 3)}`
    case 'year':
      return year
  }
}
