import { areBrackets } from '~/know/cohorts/options'
import type { Rule } from '../queries'
import { isNamed } from './cohort/names'

/**
 * The rule without the conditions that still miss a word or a number, so that it can be counted
 * while it is being written; null when nothing of it is left.
 */
export function finished(rule: Rule): Rule | null {
  if (rule === 'everyone') return rule
  if ('all' in rule) return joined(rule.all, (all) => ({ all }))
  if ('any' in rule) return joined(rule.any, (any) => ({ any }))
  if ('not' in rule) {
    const inner = finished(rule.not)
    return inner && { not: inner }
  }
  if ('cohort' in rule && !(isNamed(rule.cohort) && isCut(rule.cohort.brackets))) return null
  return isFinished(rule) ? rule : null
}

/** Whether time is cut at days that can be, or at none. */
function isCut(brackets: string | null | undefined): boolean {
  return brackets == null || areBrackets(brackets)
}

function joined(rules: Rule[], join: (rules: Rule[]) => Rule): Rule | null {
  const whole = rules.map(finished).filter((one) => one !== null)
  return whole.length > 0 || rules.length === 0 ? join(whole) : null
}

/** Whether nothing in it is empty: no list without values, no text without letters. */
function isFinished(part: unknown): boolean {
  if (typeof part === 'string') return part !== ''
  if (typeof part === 'number') return Number.isFinite(part)
  if (Array.isArray(part)) return part.length > 0 && part.every(isFinished)
  if (typeof part === 'object' && part !== null) return Object.values(part).every(isFinished)
  return part !== null
}
