import type { Money } from '~/client'
import type { MrrPeriod } from './queries'

/** What adds to monthly revenue, from the line upwards; then what takes from it, downwards. */
export const GAINS = ['expansion', 'reactivation', 'new'] as const
export const LOSSES = ['contraction', 'churned'] as const
export const MOVEMENTS = ['new', 'reactivation', 'expansion', 'contraction', 'churned'] as const
export type Movement = (typeof MOVEMENTS)[number]

/** How strongly a movement is painted: what is of new people is palest among the gains. */
export const STRENGTH: Record<Movement, number> = {
  expansion: 1,
  reactivation: 0.65,
  new: 0.35,
  contraction: 0.5,
  churned: 1,
}

export function isLoss(movement: Movement): boolean {
  return movement === 'contraction' || movement === 'churned'
}

/** By how much monthly revenue is another than when the period began. */
export function change({ start, end }: MrrPeriod): Money | null {
  return start && end ? { ...end, minor: end.minor - start.minor } : null
}

/** The newest period that is over; the running one while there is no other. */
export function newest(periods: MrrPeriod[]): MrrPeriod | undefined {
  return periods.filter((period) => period.complete).at(-1) ?? periods.at(-1)
}
