import type { Figure } from '~/client'
import { inWhole } from '~/shared/words/coins'
import { useFormat } from '~/shared/words/useFormat'

/** A figure as people read it: money without cents, orders without a part of one. */
export function useShown() {
  const format = useFormat()
  return (figure: Figure | null | undefined): string => {
    if (typeof figure === 'object') return format.roundMoney(figure)
    return format.number(figure === undefined ? null : Math.round(figure))
  }
}

/** A figure as a chart draws it. */
export function drawn(figure: Figure | null | undefined): number | null {
  if (figure === null || figure === undefined) return null
  return typeof figure === 'object' ? inWhole(figure) : figure
}
