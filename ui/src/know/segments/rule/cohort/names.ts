import type { SegmentCohort } from '~/client'
import type { CohortOptions } from '~/know/cohorts/options'
import type { Rule } from '../../queries'

/** A cell of the cohort table as a condition; what is left out is as usual. */
export type InCohort = Partial<Pick<CohortOptions, 'by' | 'count' | 'entry'>> &
  Partial<Pick<SegmentCohort, 'mode' | 'brackets'>> &
  Pick<SegmentCohort, 'cohort' | 'period' | 'split' | 'from' | 'until'>

export type Unit = NonNullable<InCohort['by']>

/** The generated words of a cohort take no plain word, though they are plain words. */
export function asRule(cell: InCohort): Rule {
  return { cohort: cell as SegmentCohort }
}

const NAMES: Record<Unit, RegExp> = {
  day: /^\d{4}-\d{2}-\d{2}$/,
  week: /^\d{4}-W\d{2}$/,
  month: /^\d{4}-\d{2}$/,
  quarter: /^\d{4}-Q[1-4]$/,
  year: /^\d{4}$/,
}

/** Whether the cohort is named as its table names it; a group may be called anything. */
export function isNamed({ cohort, by = 'month', split }: InCohort): boolean {
  return split ? cohort !== '' : NAMES[by].test(cohort)
}

/** The same cohort cut by another length: the period that its first day is in. */
export function cutBy(by: Unit, cell: InCohort): InCohort {
  if (cell.split || !isNamed(cell)) return { ...cell, by }
  return { ...cell, by, cohort: nameOf(firstDayOf(cell.cohort), by) }
}

const A_DAY = 86_400_000

function firstDayOf(name: string): Date {
  const year = Number(name.slice(0, 4))
  const [kind, nth] = [name[5], Number(name.slice(6))]
  if (kind === 'W') return new Date(firstMonday(year).getTime() + (nth - 1) * 7 * A_DAY)
  if (kind === 'Q') return new Date(Date.UTC(year, (nth - 1) * 3, 1))
  return new Date(name)
}

function nameOf(day: Date, by: Unit): string {
  const text = day.toISOString()
  switch (by) {
    case 'day':
      return text.slice(0, 10)
    case 'week':
      return weekOf(day)
    case 'month':
      return text.slice(0, 7)
    case 'quarter':
      return `${text.slice(0, 4)}-Q${Math.floor(day.getUTCMonth() / 3) + 1}`
    case 'year':
      return text.slice(0, 4)
  }
}

/** A week belongs to the year that its Thursday is in (ISO 8601). */
function weekOf(day: Date): string {
  const thursday = new Date(day.getTime() + (3 - daysAfterMonday(day)) * A_DAY)
  const year = thursday.getUTCFullYear()
  const nth = Math.floor((thursday.getTime() - firstMonday(year).getTime()) / (7 * A_DAY)) + 1
  return `${year}-W${String(nth).padStart(2, '0')}`
}

/** The Monday of week 1, which is the week of 4 January. */
function firstMonday(year: number): Date {
  const fourth = new Date(Date.UTC(year, 0, 4))
  return new Date(fourth.getTime() - daysAfterMonday(fourth) * A_DAY)
}

function daysAfterMonday(day: Date): number {
  return (day.getUTCDay() + 6) % 7
}
