import { daysBetween, gbp, NOW, paid } from './world.mjs'

const GROUPS = [
  'champions',
  'loyal',
  'potential-loyalist',
  'new',
  'promising',
  'needs-attention',
  'about-to-sleep',
  'at-risk',
  'hibernating',
  'lost',
]

/** One row of the customer list. */
export function row(customer) {
  const orders = paid(customer)
  const revenue = orders.reduce((sum, order) => sum + order.amount.minor, 0)
  const last = orders.at(-1)?.at ?? null
  const recency = last ? daysBetween(Date.parse(last), NOW) : null
  const { id, customer_id, name, email, country, email_consent } = customer
  const rfm_group = orders.length > 0 ? group(orders.length, recency) : null
  return {
    id,
    customer_id,
    name,
    email,
    country,
    email_consent,
    orders: orders.length,
    revenue: orders.length > 0 ? gbp(revenue) : null,
    first_order_at: orders[0]?.at ?? null,
    last_order_at: last,
    recency_days: recency,
    rfm_group,
  }
}

function group(orders, recency) {
  if (recency < 30)
    return orders > 8 ? GROUPS[0] : orders > 3 ? GROUPS[1] : orders > 1 ? GROUPS[2] : GROUPS[3]
  if (recency < 60) return orders > 3 ? GROUPS[5] : GROUPS[4]
  if (recency < 120) return orders > 3 ? GROUPS[7] : GROUPS[6]
  return recency < 300 ? GROUPS[8] : GROUPS[9]
}

export function rfmGroups(rows) {
  return GROUPS.map((name) => {
    const members = rows.filter((one) => one.rfm_group === name)
    const quiet = members.map((one) => one.recency_days).sort((a, b) => a - b)
    return {
      group: name,
      customers: members.length,
      share: members.length / Math.max(1, rows.length),
      revenue: gbp(members.reduce((sum, one) => sum + one.revenue.minor, 0)),
      orders: members.reduce((sum, one) => sum + one.orders, 0),
      recency_days_median: quiet[Math.floor(quiet.length / 2)] ?? null,
    }
  }).filter((one) => one.customers > 0)
}

/** The list with its search, order, filters and cursor. */
export function listed(rows, query) {
  const wanted = (query.get('search') ?? '').toLowerCase()
  const [, down, key] = /^(-?)(.*)$/.exec(query.get('sort') ?? '') ?? []
  const found = rows
    .filter((one) => `${one.name} ${one.email} ${one.customer_id}`.toLowerCase().includes(wanted))
    .filter((one) => !query.get('rfm-group') || one.rfm_group === query.get('rfm-group'))
    .filter(
      (one) =>
        !query.get('quiet-days-min') || one.recency_days >= Number(query.get('quiet-days-min')),
    )
    .filter(
      (one) =>
        query.get('contactable') !== 'true' || (one.email && one.email_consent === 'granted'),
    )
  if (key) found.sort((a, b) => (down ? -1 : 1) * compare(value(a[key]), value(b[key])))
  return paged(found, query)
}

const value = (cell) => cell?.minor ?? cell ?? ''
const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0)

export function paged(items, query) {
  const from = Number(query.get('after') ?? 0)
  const limit = Number(query.get('limit') ?? 50)
  const next = from + limit < items.length ? String(from + limit) : null
  return { items: items.slice(from, from + limit), next }
}

export function card(customer) {
  const one = row(customer)
  const average = one.orders > 0 ? gbp(one.revenue.minor / one.orders) : null
  const { id, customer_id, name, email, country } = one
  const known_since = one.first_order_at
  return {
    id,
    customer_id,
    name,
    email,
    country,
    phone: null,
    city: null,
    known_since,
    identities: [
      { kind: 'external_id', value: customer_id },
      ...(email ? [{ kind: 'email', value: email }] : []),
    ],
    consents:
      customer.email_consent === 'missing'
        ? []
        : [
            {
              purpose: 'marketing',
              channel: 'email',
              state: customer.email_consent,
              ground: 'opt-in',
              proof: 'Yes, send me news',
              at: one.first_order_at,
              source: 'orders.csv',
            },
          ],
    figures: {
      orders: one.orders,
      revenue: one.revenue,
      average_order: average,
      first_order_at: one.first_order_at,
      last_order_at: one.last_order_at,
      recency_days: one.recency_days,
      median_gap_days: one.orders > 2 ? 21 : null,
      rfm: one.rfm_group ? { r: 3, f: 4, m: 4, group: one.rfm_group } : null,
    },
    campaigns: [],
  }
}

export function timeline(customer, query) {
  const entries = customer.orders.map((order, index) => ({
    seq: index + 1,
    at: order.at,
    kind: 'order_placed',
    source: 'orders.csv',
    actor: 'import',
    payload: { order_id: order.order_id, status: order.status, amount: order.amount },
  }))
  return paged(entries.reverse(), query)
}
