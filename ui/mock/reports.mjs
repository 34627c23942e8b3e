import { addMonths, daysBetween, gbp, month, monthsBetween, NOW, paid } from './world.mjs'

const last = new Date(NOW).toISOString()

function head(report, options) {
  return {
    report,
    definition: '',
    as_of: last,
    zone: 'Europe/Kyiv',
    currency: 'GBP',
    options,
    caveats: [],
  }
}

/** Calendar months only; the mock has no weeks. */
export function cohorts(customers, query) {
  const measure = query.get('measure') ?? 'rate'
  const count = query.get('count') ?? 'on'
  const names = [...new Set(customers.map(cohortOf).filter(Boolean))].sort()
  const rows = names.map((cohort) => cohortRow(customers, cohort, measure, count))
  const longest = rows[0]?.cells.length ?? 0
  const mean = Array.from({ length: longest }, (_, k) => ({ k, value: meanAt(rows, k) }))
  return { ...head('cohorts', Object.fromEntries(query)), cohorts: rows, mean }
}

const cohortOf = (customer) => paid(customer)[0] && month(paid(customer)[0].at)

function cohortRow(customers, cohort, measure, count) {
  const members = customers.filter((customer) => cohortOf(customer) === cohort)
  const periods = monthsBetween(cohort, month(last)) + 1
  const cells = Array.from({ length: periods }, (_, k) =>
    cell(members, cohort, k, measure, count, periods),
  )
  return { cohort, size: members.length, cells }
}

function cell(members, cohort, k, measure, count, periods) {
  const back = members.filter((customer) => returned(customer, cohort, k, count))
  const orders = members.flatMap((one) =>
    paid(one).filter((order) => monthsBetween(cohort, month(order.at)) === k),
  )
  const share = k === 0 ? 1 : back.length / members.length
  const margin = 1.96 * Math.sqrt((share * (1 - share)) / members.length)
  const money = orders.reduce((sum, order) => sum + order.amount.minor, 0)
  const value =
    { rate: share, customers: back.length, orders: orders.length }[measure] ?? gbp(money)
  const interval = measure === 'rate' && k > 0
  return {
    k,
    value,
    customers: k === 0 ? members.length : back.length,
    complete: k < periods - 1,
    low: interval ? Math.max(0, share - margin) : null,
    high: interval ? Math.min(1, share + margin) : null,
    ...(k === 0 ? { again: 0.12 } : {}),
  }
}

function returned(customer, cohort, k, count) {
  const at = paid(customer)
    .slice(k === 0 ? 0 : 1)
    .map((order) => monthsBetween(cohort, month(order.at)))
  if (count === 'on-or-after') return at.some((one) => one >= k)
  if (count === 'on-or-before') return at.some((one) => one <= k)
  if (count === 'streak')
    return Array.from({ length: k }, (_, i) => i + 1).every((one) => at.includes(one))
  return at.includes(k)
}

export function cellPeople(customers, query) {
  const count = query.get('count') ?? 'on'
  return customers
    .filter((one) => cohortOf(one) === query.get('cohort'))
    .filter((one) => returned(one, query.get('cohort'), Number(query.get('k')), count))
}

const sizeOf = (value) => value?.minor ?? value

function meanAt(rows, k) {
  const complete = rows.filter((one) => one.cells[k]?.complete)
  const people = complete.reduce((sum, one) => sum + one.size, 0)
  if (people === 0) return null
  return complete.reduce((sum, one) => sum + one.size * sizeOf(one.cells[k].value), 0) / people
}

export function retention(customers) {
  const first = month(
    customers
      .flatMap(paid)
      .map((one) => one.at)
      .sort()[0] ?? last,
  )
  const periods = Array.from({ length: monthsBetween(first, month(last)) + 1 }, (_, k) =>
    periodOf(customers, addMonths(first, k)),
  )
  return {
    ...head('retention', { period: 'month', 'activity-window': '90d' }),
    periods: periods.map((one, index) => ({
      ...one,
      previous: periods[index - 1] ?? null,
      last_year: periods[index - 12] ?? null,
      seasonal_churn: null,
    })),
  }
}

function periodOf(customers, name) {
  const from = `${name}-01`
  const until = `${addMonths(name, 1)}-01`
  const activeAt = (day) =>
    customers.filter((one) =>
      paid(one).some((order) => {
        const age = daysBetween(Date.parse(order.at), Date.parse(day))
        return age >= 0 && age < 90
      }),
    )
  const start = activeAt(from)
  const end = activeAt(until)
  const fresh = end.filter((one) => paid(one)[0].at.slice(0, 10) >= from).length
  const stayed = end.filter((one) => start.includes(one)).length
  const ratio = (value) => (start.length > 0 ? value / start.length : null)
  return {
    from,
    until,
    start: start.length,
    end: end.length,
    new: fresh,
    stayed,
    reactivated: end.length - fresh - stayed,
    crr: ratio(end.length - fresh),
    crr_strict: ratio(stayed),
    crr_strict_low: ratio(stayed * 0.95),
    crr_strict_high: ratio(Math.min(start.length, stayed * 1.05)),
    churn: start.length > 0 ? 1 - stayed / start.length : null,
    complete: Date.parse(until) <= NOW,
  }
}

export function rhythm(customers) {
  const steps = [1, 3, 5, 7, 10, 14, 18, 21, 25, 30, 37, 45, 55, 65, 80, 100, 130, 170, 220]
  const curve = steps.map((day) => {
    const survival = 0.3 + 0.7 * Math.exp(-day / 38)
    return {
      day,
      survival,
      low: survival - 0.015,
      high: survival + 0.015,
      at_risk: 4000 - 15 * day,
      events: 60,
    }
  })
  const ladder = [1, 2, 3, 4, 5, 6].map((n) => ({
    n,
    customers: customers.filter((one) => paid(one).length >= n).length,
    next_share: 0.55 + n * 0.04,
    low: 0.52 + n * 0.04,
    high: 0.58 + n * 0.04,
  }))
  const gaps = {
    count: 3810,
    mean: 30.2,
    median: 21,
    p10: 4,
    p25: 9,
    p40: 15,
    p50: 21,
    p75: 45,
    p80: 52,
    p90: 82,
  }
  const thresholds = { quiet_days: 38, lapsed_days: null }
  return { ...head('rhythm', {}), gaps, curve, curve_after_first: curve, thresholds, ladder }
}

export function revenue(query) {
  return {
    ...head('revenue', Object.fromEntries(query)),
    base: { from: '2026-05-01', until: '2026-08-01' },
    period: { from: '2026-08-01', until: '2026-11-01' },
    base_revenue: gbp(2_600_000),
    churned: gbp(800_000),
    contraction: gbp(200_000),
    expansion: gbp(200_000),
    new: gbp(250_000),
    reactivated: gbp(400_000),
    period_revenue: gbp(2_450_000),
    grr: 0.6154,
    nrr: 0.6923,
  }
}

export function rfmHead() {
  return head('rfm', { breaks: 'quintiles' })
}
