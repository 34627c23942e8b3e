import { useCallback } from 'react'
import { useFormat } from '~/shared/words/useFormat'
import type { CohortOptions } from '../options'
import type { Figure } from '../queries'

export type Write = (value: Figure | null | undefined) => string

/** How a cell's value is written: shares in per cent, money in the shop's currency. */
export function useCellText({ measure }: CohortOptions): Write {
  const format = useFormat()
  return useCallback(
    (value) => {
      if (value === null || value === undefined) return format.number(null)
      if (typeof value === 'object') return format.roundMoney(value)
      if (measure !== 'rate') return format.number(value)
      return value < 0.1 ? format.share(value) : format.wholeShare(value)
    },
    [format, measure],
  )
}

/** A value as a height or a depth of colour; money by its minor units. */
export function sizeOf(value: Figure | null | undefined): number | null {
  return typeof value === 'object' ? (value?.minor ?? null) : (value ?? null)
}
