import type { TFunction } from 'i18next'
import type { Money } from '~/client'
import type { RevenuePart } from './queries'

/** What the shop can be divided by; the first is not at all. */
export const WAYS = [
  'whole',
  'category',
  'product',
  'channel',
  'country',
  'city',
  'coupon',
  'segment',
] as const
export type Way = (typeof WAYS)[number]
export type By = Exclude<Way, 'whole'>

/** The way an address asks for; nothing when it asks for none that there is. */
export function wayOf(asked: string | undefined): By | undefined {
  return WAYS.slice(1).find((way): way is By => way === asked)
}

/** What takes away from a part, in the order of its bar; then what adds to it. */
export const LOSSES = ['churned', 'contraction', 'moved_out'] as const
export const GAINS = ['expansion', 'moved_in', 'reactivated', 'new'] as const

/** What a part is called. */
export function partName(part: RevenuePart, t: TFunction<'revenue'>): string {
  return part.kind === 'named' && part.name ? part.name : t(`split.kinds.${part.kind}`)
}

/** The named part that lost most to customers who left or bought less; none when nobody did. */
export function largestLoss(parts: RevenuePart[]): { part: RevenuePart; money: Money } | null {
  const losses = parts.flatMap((part) => {
    const money = part.churned
    if (part.kind !== 'named' || !money || money.minor <= 0) return []
    return [{ part, money }]
  })
  return losses.sort((one, other) => other.money.minor - one.money.minor)[0] ?? null
}

/** The rows of the chart, the smallest base first, because axes grow upwards. */
export function drawn(parts: RevenuePart[], most: number): RevenuePart[] {
  return parts.filter((part) => part.base_revenue).slice(0, most).reverse()
}
