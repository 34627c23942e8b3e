/** Campaigns of the mock: they send a third of their audience at every look. */
import { paged } from './people.mjs'
import { gbp } from './world.mjs'

const HELLO = { en: 'Hello', uk: 'Вітаємо', ru: 'Здравствуйте' }
const SUBJECT = { en: 'One honest question', uk: 'Одне чесне запитання', ru: 'Один честный вопрос' }

export const recipes = Object.keys(HELLO).map((language) => ({
  code: 'win-back',
  language,
  name: 'Win-back',
  subject: `${SUBJECT[language]}, {{ customer.first_name }}`,
  body_mjml: `<mjml>\n  <mj-body>\n    <mj-text>${HELLO[language]}, {{ customer.first_name }}.</mj-text>\n  </mj-body>\n</mjml>`,
}))

export function audience(rows, { rfm_groups: groups, quiet_days_min: quiet, orders_min: orders }) {
  return rows
    .filter((one) => !groups?.length || groups.includes(one.rfm_group))
    .filter((one) => !quiet || one.recency_days >= quiet)
    .filter((one) => !orders || one.orders >= orders)
}

const mayWrite = (one) => one.email && one.email_consent === 'granted'

export function count(people) {
  return {
    people: people.length,
    reachable: people.filter(mayWrite).length,
    without_consent: people.filter((one) => one.email_consent !== 'granted').length,
    without_address: people.filter((one) => !one.email).length,
  }
}

export function create(state, draft) {
  const campaign = {
    ...draft,
    id: `cmp_${state.campaigns.length + 1}`,
    state: 'draft',
    created_at: new Date().toISOString(),
    channel: 'email',
    problem: null,
    started_at: null,
    finished_at: null,
    decisions: [],
    sent: 0,
  }
  state.campaigns.unshift(campaign)
  return shown(campaign)
}

export function start(campaign, people) {
  campaign.state = 'sending'
  campaign.started_at = new Date().toISOString()
  campaign.decisions = people.map((one, index) => {
    const outcome = !one.email
      ? 'no_address'
      : one.email_consent !== 'granted'
        ? 'no_consent'
        : index % 10 === 0
          ? 'held_out'
          : 'sent'
    const reason = {
      no_address: 'no_address',
      no_consent: 'consent_missing',
      held_out: 'held_out',
      sent: 'accepted',
    }[outcome]
    const { id, customer_id, name } = one
    const arm = outcome === 'held_out' ? 'held_out' : outcome === 'sent' ? 'treated' : null
    return { customer: { id, customer_id, name }, outcome, reason, at: campaign.started_at, arm }
  })
}

/** A look moves a sending campaign on. */
export function look(campaign) {
  if (campaign.state === 'sending') {
    campaign.sent += Math.ceil(campaign.decisions.length / 3)
    if (campaign.sent >= campaign.decisions.length)
      Object.assign(campaign, { state: 'done', finished_at: new Date().toISOString() })
  }
  return shown(campaign)
}

export function shown({ decisions, sent, ...campaign }) {
  const decided = decisions.slice(0, sent)
  const of = (outcome) => decided.filter((one) => one.outcome === outcome).length
  const counts = {
    audience: decisions.length,
    decided: decided.length,
    sent: of('sent'),
    held_out: of('held_out'),
    no_consent: of('no_consent'),
    no_address: of('no_address'),
    suppressed: 0,
    too_often: 0,
    waiting: 0,
    queued: 0,
    cancelled: 0,
    failed: 0,
    uncertain: 0,
  }
  return { ...campaign, counts }
}

export function decisions(campaign, query) {
  const outcome = query.get('outcome')
  return paged(
    campaign.decisions.slice(0, campaign.sent).filter((one) => !outcome || one.outcome === outcome),
    query,
  )
}

export function preview(campaign, people, id) {
  const customer = people.find((one) => one.id === id) ?? people[0] ?? null
  const name = customer?.name?.split(' ')[0] ?? ''
  const fill = (text) => text.replaceAll('{{ customer.first_name }}', name)
  const body = fill(campaign.body_mjml.replaceAll(/<[^>]+>/g, ''))
  return {
    to: customer?.email ?? null,
    subject: fill(campaign.subject),
    text: body,
    problems: [],
    html: `<html lang="en"><body style="font:17px Georgia;padding:24px;white-space:pre-line">${body}</body></html>`,
    customer: customer?.id ?? null,
  }
}

export function effect(campaign, head) {
  return {
    ...head,
    report: 'effects',
    campaign: campaign.id,
    name: campaign.name,
    treated: { n: 214, orders: 61, buyers: 48, revenue: gbp(152_300) },
    held_out: { n: 24, orders: 4, buyers: 3, revenue: gbp(9_800) },
    difference: 0.118,
    low: 0.014,
    high: 0.222,
    extra_orders: { value: 25.3, low: 3.1, high: 47.5 },
    extra_revenue: null,
    sample_ratio_p: 0.62,
    health: [
      { code: 'sample_ratio', ok: true, text: '' },
      { code: 'arm_size', ok: false, text: '' },
      { code: 'window_open', ok: false, text: '' },
    ],
  }
}
