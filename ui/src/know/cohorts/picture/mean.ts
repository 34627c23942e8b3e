import { type CohortOptions, splitOf } from '../options'

/** Sums of the cohorts by date: their mean is that of a month, and no group is a month. */
const SUMS: CohortOptions['measure'][] = [
  'customers',
  'orders',
  'revenue',
  'cumulative-revenue',
  'profit',
  'cumulative-profit',
]

/** Whether the mean may stand under the rows and be compared with them. */
export function hasMean(options: CohortOptions): boolean {
  return !splitOf(options) || !SUMS.includes(options.measure)
}
