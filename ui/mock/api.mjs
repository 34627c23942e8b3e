import * as files from './files.mjs'
import * as letters from './letters.mjs'
import * as people from './people.mjs'
import * as reports from './reports.mjs'
import { bakery, NOW } from './world.mjs'

const FOLDER = {
  kind: 'folder',
  host: null,
  port: null,
  tls: 'starttls',
  username: null,
  has_password: false,
  from_name: 'Corner Bakery',
  from_address: 'hello@corner.example',
  reply_to: null,
  postal_address: '1 Corner Street',
  shop_url: null,
  public_url: null,
  unsubscribe_address: null,
  problem: null,
}

const problem = (status, code, title) => ({
  status,
  json: { type: `about:${code}`, title, status, code },
})

/** Answers of the mock: one table of addresses, one small state. */
export function answer(fresh) {
  const shop = {
    name: 'Corner Bakery',
    zone: 'Europe/Kyiv',
    currency: 'GBP',
    week_start: 'monday',
    language: 'en',
    demo: !fresh,
    version: '0.1.0',
  }
  const state = {
    customers: fresh ? [] : bakery(),
    shop,
    imports: [],
    files: {},
    campaigns: [],
    channel: FOLDER,
  }
  const routes = table(state)
  return (method, url, body) => {
    const path = url.pathname.slice('/api/v1'.length)
    for (const [verb, pattern, act] of routes) {
      const found = verb === method && pattern.exec(path)
      if (found) return act(found.slice(1).map(decodeURIComponent), url.searchParams, body)
    }
    return problem(404, 'not_found', 'There is nothing at this address')
  }
}

function table(state) {
  const ok = (json) => ({ json })
  const rows = () => state.customers.map(people.row).filter((one) => one.orders > 0)
  const one = (id, use) => {
    const found = state.customers.find((customer) => customer.id === id)
    return found ? ok(use(found)) : problem(404, 'not_found', 'There is no such customer')
  }
  const of = (list, id, use) => {
    const found = list.find((item) => item.id === id)
    return found ? ok(use(found)) : problem(404, 'not_found', 'There is nothing of this name')
  }
  const meant = (campaign) => letters.audience(rows(), campaign.condition)
  const act = (id, use) =>
    of(state.campaigns, id, (campaign) => {
      use(campaign)
      return letters.shown(campaign)
    })
  return [
    ['GET', /^\/shop$/, () => ok(shopOf(state))],
    [
      'PATCH',
      /^\/shop$/,
      (_, __, body) => ok(shopOf(Object.assign(state, { shop: { ...state.shop, ...body } }))),
    ],
    ['GET', /^\/customers$/, (_, query) => ok(people.listed(rows(), query))],
    ['GET', /^\/customers\/(\w+)$/, ([id]) => one(id, people.card)],
    [
      'GET',
      /^\/customers\/(\w+)\/timeline$/,
      ([id], query) => one(id, (who) => people.timeline(who, query)),
    ],
    [
      'GET',
      /^\/customers\/(\w+)\/orders$/,
      ([id]) => one(id, (who) => ({ items: who.orders.toReversed(), next: null })),
    ],
    ['GET', /^\/reports\/cohorts$/, (_, query) => ok(reports.cohorts(state.customers, query))],
    [
      'GET',
      /^\/reports\/cohorts\/customers$/,
      (_, query) =>
        ok(people.paged(reports.cellPeople(state.customers, query).map(people.row), query)),
    ],
    ['GET', /^\/reports\/retention$/, () => ok(reports.retention(state.customers))],
    [
      'GET',
      /^\/reports\/rfm\/groups$/,
      () => ok({ ...reports.rfmHead(), groups: people.rfmGroups(rows()) }),
    ],
    ['GET', /^\/reports\/rhythm$/, () => ok(reports.rhythm(state.customers))],
    ['GET', /^\/reports\/revenue$/, (_, query) => ok(reports.revenue(query))],
    [
      'POST',
      /^\/imports\/files$/,
      (_, query, text) => {
        const file = `fil_${Object.keys(state.files).length + 1}`
        state.files[file] = { name: query.get('name'), text }
        return ok({ file, name: query.get('name'), bytes: text.length })
      },
    ],
    [
      'POST',
      /^\/imports\/preview$/,
      (_, __, body) =>
        state.files[body.file]
          ? ok(files.preview(state.files[body.file], body.options))
          : problem(404, 'not_found', 'This file is no longer kept'),
    ],
    ['POST', /^\/imports$/, (_, __, body) => ({ status: 202, json: files.begin(state, body) })],
    [
      'GET',
      /^\/imports$/,
      () => ok({ items: state.imports.map((run) => files.look(state, run)), next: null }),
    ],
    ['GET', /^\/imports\/(\w+)$/, ([id]) => of(state.imports, id, (run) => files.look(state, run))],
    [
      'GET',
      /^\/imports\/\w+\/rejected\.csv$/,
      () => ({ json: 'line,reason,row\r\n', type: 'text/csv' }),
    ],
    [
      'POST',
      /^\/audiences\/count$/,
      (_, __, body) => ok(letters.count(letters.audience(rows(), body.condition))),
    ],
    ['GET', /^\/campaigns\/recipes$/, () => ok(letters.recipes)],
    ['GET', /^\/campaigns$/, () => ok({ items: state.campaigns.map(letters.shown), next: null })],
    [
      'POST',
      /^\/campaigns$/,
      (_, __, body) => ({ status: 201, json: letters.create(state, body) }),
    ],
    ['GET', /^\/campaigns\/(\w+)$/, ([id]) => of(state.campaigns, id, letters.look)],
    [
      'PATCH',
      /^\/campaigns\/(\w+)$/,
      ([id], _, body) => act(id, (campaign) => Object.assign(campaign, body)),
    ],
    [
      'DELETE',
      /^\/campaigns\/(\w+)$/,
      ([id]) => {
        state.campaigns = state.campaigns.filter((campaign) => campaign.id !== id)
        return { status: 204 }
      },
    ],
    [
      'POST',
      /^\/campaigns\/(\w+)\/preview$/,
      ([id], _, body) =>
        of(state.campaigns, id, (campaign) =>
          letters.preview(campaign, meant(campaign), body.customer),
        ),
    ],
    ['POST', /^\/campaigns\/\w+\/test$/, () => ok({ outcome: 'accepted', answer: 'outbox/1.eml' })],
    [
      'POST',
      /^\/campaigns\/(\w+)\/start$/,
      ([id]) => act(id, (campaign) => letters.start(campaign, meant(campaign))),
    ],
    [
      'POST',
      /^\/campaigns\/(\w+)\/pause$/,
      ([id]) => act(id, (campaign) => Object.assign(campaign, { state: 'paused' })),
    ],
    [
      'POST',
      /^\/campaigns\/(\w+)\/resume$/,
      ([id]) => act(id, (campaign) => Object.assign(campaign, { state: 'sending' })),
    ],
    [
      'POST',
      /^\/campaigns\/(\w+)\/cancel$/,
      ([id]) => act(id, (campaign) => Object.assign(campaign, { state: 'cancelled' })),
    ],
    [
      'GET',
      /^\/campaigns\/(\w+)\/decisions$/,
      ([id], query) => of(state.campaigns, id, (campaign) => letters.decisions(campaign, query)),
    ],
    ['GET', /^\/channels\/email$/, () => ok(state.channel)],
    [
      'PUT',
      /^\/channels\/email$/,
      (_, __, body) => ok(Object.assign(state, { channel: { ...FOLDER, ...body } }).channel),
    ],
    [
      'GET',
      /^\/effects$/,
      () =>
        ok(
          state.campaigns
            .filter((one) => one.state !== 'draft')
            .map((one) => letters.effect(one, reports.rfmHead())),
        ),
    ],
    [
      'GET',
      /^\/effects\/(\w+)$/,
      ([id]) => of(state.campaigns, id, (one) => letters.effect(one, reports.rfmHead())),
    ],
    ['GET', /^\/home$/, () => ok(homeOf(rows()))],
  ]
}

function homeOf(rows) {
  const overdue = letters.audience(rows, { rfm_groups: ['at-risk'] })
  return {
    as_of: new Date(NOW).toISOString(),
    sentences: [
      {
        code: 'came-back',
        params: { cohort: '2026-08', customers: 31, days: 90, last_year: 36 },
        report: 'cohorts',
      },
      {
        code: 'stayed',
        params: { share: 0.74, month: '2026-10', before_share: 0.71 },
        report: 'retention',
      },
      { code: 'overdue', params: { people: overdue.length }, report: 'rhythm' },
    ],
    today: [
      {
        code: 'win-back',
        params: { worth: { minor: 184_000, currency: 'GBP' } },
        condition: { rfm_groups: ['at-risk'] },
        people: overdue.length,
        reachable: letters.count(overdue).reachable,
      },
    ],
    helped: null,
    heard: {
      last_order_at: new Date(NOW).toISOString(),
      last_import_at: new Date(NOW).toISOString(),
      problems: [],
    },
  }
}

function shopOf({ customers, shop }) {
  const orders = customers.flatMap((one) => one.orders)
  const days = orders.map((order) => order.at).sort()
  return {
    ...shop,
    customers: customers.length,
    orders: orders.length,
    first_order_at: days[0] ?? null,
    newest_order_at: days.at(-1) ?? null,
    settled: true,
    importing: false,
    now: new Date(NOW).toISOString(),
  }
}
