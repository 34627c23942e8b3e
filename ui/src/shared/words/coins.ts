import type { Money } from '~/client'

/** Digits behind the point: two for most, none for the yen. */
export function digitsOf(currency: string): number {
  const style = { style: 'currency', currency } as const
  return new Intl.NumberFormat('en', style).resolvedOptions().maximumFractionDigits ?? 2
}

/** So many of the smallest coins are one unit; a hundred while the shop has named no currency. */
export function coinsOf(currency: string | null): number {
  return currency ? 10 ** digitsOf(currency) : 100
}

/** What a person typed, in the smallest coins, as the program counts. */
export function inMinor(whole: number, currency: string): Money {
  return { minor: Math.round(whole * 10 ** digitsOf(currency)), currency }
}

/** The amount as a person types it. */
export function inWhole({ minor, currency }: Money): number {
  return minor / 10 ** digitsOf(currency)
}
