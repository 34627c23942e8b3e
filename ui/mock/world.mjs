/**
 * A small Corner Bakery for working on the page without the program: two years of orders,
 * drawn from a fixed seed. Its figures are good enough to look at, not to believe.
 */
const DAY = 86_400_000
export const NOW = Date.UTC(2026, 10, 20, 9)
const START = Date.UTC(2024, 10, 1)
const CAST = ['Anna', 'Boris', 'Vera', 'Gleb', 'Daria', 'Emil']
const FAMILY = ['Baker', 'Crumb', 'Rye', 'Oven', 'Salt', 'Grain', 'Butter', 'Honey']
const PRODUCTS = ['Rye loaf', 'Croissant', 'Cinnamon roll', 'Sourdough', 'Poppy bun', 'Apple pie']

/** Mulberry32: small, seeded, the same everywhere. */
function dice(seed) {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

export function bakery(people = 900) {
  const roll = dice(7)
  const customers = []
  for (let index = 0; index < people; index++) customers.push(person(index, roll))
  return customers.filter((customer) => customer.orders.length > 0)
}

function person(index, roll) {
  const name = `${CAST[index % CAST.length]} ${FAMILY[Math.floor(index / CAST.length) % FAMILY.length]}`
  const number = String(10_001 + index)
  const gap = 12 + roll() * 70
  const leaves = 0.06 + roll() * 0.3
  const orders = []
  let at = START + roll() * (NOW - START)
  while (at < NOW) {
    orders.push(order(number, orders.length, at, roll))
    if (roll() < leaves) break
    at += (2 + -Math.log(1 - roll()) * gap) * DAY
  }
  const agreed = roll()
  return {
    id: `cus_${(index + 1).toString(16).padStart(32, '0')}`,
    customer_id: number,
    name: index % 17 === 16 ? null : name,
    email: index % 23 === 22 ? null : `${number}@example.test`,
    country: index % 9 === 0 ? 'UA' : 'GB',
    email_consent: agreed < 0.7 ? 'granted' : agreed < 0.8 ? 'denied' : 'missing',
    orders,
  }
}

function order(number, ordinal, at, roll) {
  const lines = Array.from({ length: 1 + Math.floor(roll() * 3) }, () => ({
    product: PRODUCTS[Math.floor(roll() * PRODUCTS.length)],
    sku: null,
    quantity: 1 + Math.floor(roll() * 3),
    amount: gbp(300 + Math.floor(roll() * 1200)),
  }))
  return {
    id: `ord_${number}${ordinal}`,
    order_id: `${number}-${ordinal + 1}`,
    at: new Date(at).toISOString(),
    status: roll() < 0.03 ? 'cancelled' : 'paid',
    amount: gbp(lines.reduce((sum, line) => sum + line.amount.minor, 0)),
    lines,
  }
}

export const gbp = (minor) => ({ minor: Math.round(minor), currency: 'GBP' })
export const paid = (customer) => customer.orders.filter((order) => order.status === 'paid')
export const daysBetween = (from, until) => Math.floor((until - from) / DAY)
export const month = (at) => at.slice(0, 7)
export const monthsBetween = (from, until) =>
  (Number(until.slice(0, 4)) - Number(from.slice(0, 4))) * 12 +
  Number(until.slice(5, 7)) -
  Number(from.slice(5, 7))
export const addMonths = (name, count) => {
  const at = Number(name.slice(0, 4)) * 12 + Number(name.slice(5, 7)) - 1 + count
  return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`
}
