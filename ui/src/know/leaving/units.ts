import type { Reason } from './queries'

/** In what each feature is counted. */
export const UNITS: Record<Reason['feature'], Reason['unit']> = {
  recency: 'days',
  occasions: 'count',
  tenure: 'days',
  overdue: 'times',
  'came-once': 'yes-no',
  unevenness: 'number',
  lately: 'count',
  trend: 'times',
  'average-order': 'money',
  'last-order': 'times',
  season: 'yes-no',
  coupons: 'share',
  undone: 'share',
  categories: 'count',
}
