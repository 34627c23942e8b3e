import type { Money } from '~/client'
import type { RevenueReport } from './queries'

/** One step of the bridge and where its bar stands; the numbers themselves are the report's. */
export type Part = {
  name: Step | 'base' | 'period'
  kind: 'whole' | 'minus' | 'plus'
  money: Money
  floor: number
  height: number
}

const STEPS = ['churned', 'contraction', 'expansion', 'new', 'reactivated'] as const
type Step = (typeof STEPS)[number]

const LOSSES: Step[] = ['churned', 'contraction']

/** Places each bar on top of the one before; nothing when money has no answer. */
export function partsOf(report: RevenueReport): Part[] | null {
  const { base_revenue: base, period_revenue: period } = report
  if (!base || !period) return null
  let level = base.minor
  const steps = STEPS.map((name): Part => {
    const money = report[name] ?? { ...base, minor: 0 }
    const loss = LOSSES.includes(name)
    const next = loss ? level - money.minor : level + money.minor
    const floor = Math.min(level, next)
    level = next
    return { name, kind: loss ? 'minus' : 'plus', money, floor, height: money.minor }
  })
  return [whole('base', base), ...steps, whole('period', period)]
}

function whole(name: 'base' | 'period', money: Money): Part {
  return { name, kind: 'whole', money, floor: 0, height: money.minor }
}

/** What a part adds or takes, with its sign. */
export function signed(part: Part, write: (money: Part['money']) => string): string {
  return { plus: '+', minus: '−', whole: '' }[part.kind] + write(part.money)
}
