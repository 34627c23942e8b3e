import { createHmac } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import {
  asked,
  type Browser,
  openBrowser,
  overflow,
  seriousFindings,
  settled,
  shoot,
} from '../browser'

const A_DAY = 86_400
const NOW = Math.floor(Date.now() / 1000)
const SECRET = 'whsec_the_bread_club_of_the_stories'

/** A subscription as Stripe writes it, shortened to what matters. */
const subscription = (nth: number, daysAgo: number, cents: number, status = 'active') => ({
  id: `sub_e2e${nth}`,
  object: 'subscription',
  customer: `cus_e2e${nth}`,
  status,
  created: NOW - daysAgo * A_DAY,
  start_date: NOW - daysAgo * A_DAY,
  ended_at: status === 'canceled' ? NOW - 3600 : null,
  currency: 'eur',
  discounts: [],
  items: {
    data: [
      {
        quantity: 1,
        price: {
          nickname: 'Bread club',
          unit_amount: cents,
          recurring: { interval: 'month', interval_count: 1, usage_type: 'licensed' },
        },
      },
    ],
  },
})

type Subscription = ReturnType<typeof subscription>

/** The same in a list, where its customer is told in whole. */
const listed = (told: Subscription) => ({
  ...told,
  customer: { id: told.customer, object: 'customer', email: `${told.customer}@club.test` },
})

/** What subscriptions bring a month by now: cents and customers. */
async function monthly() {
  const answer = await asked('/api/v1/reports/subscriptions')
  const { mrr, customers } = (await answer.json()) as {
    mrr: { minor: number } | null
    customers: number
  }
  return { mrr: mrr?.minor ?? 0, customers }
}

/** Cents as the page writes them. */
const euros = (cents: number, digits: number) =>
  new Intl.NumberFormat('en', {
    style: 'currency',
    currency: 'EUR',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(cents / 100)

let nth = 0
const event = (type: string, object: object) =>
  JSON.stringify({ id: `evt_e2e${++nth}`, object: 'event', type, created: NOW, data: { object } })

/** Subscriptions are heard from Stripe, fetched and counted, and become monthly revenue. */
describe('Stripe, which collects what subscriptions cost', () => {
  let browser: Browser
  let peer: Server
  let address = ''
  let hook = ''
  let before = { mrr: 0, customers: 0 }
  const shelf = [subscription(11, 70, 900), subscription(12, 40, 1_100), subscription(13, 2, 2_500)]

  beforeAll(async () => {
    peer = createServer((request, response) => {
      const at = new URL(request.url ?? '/', address)
      const second = (name: string) => Number(at.searchParams.get(`created[${name}]`) ?? Number.NaN)
      const fits = ({ created }: Subscription) => !(created < second('gte') || created >= second('lt'))
      const data = at.pathname === '/v1/subscriptions' ? shelf.filter(fits).map(listed) : []
      response.end(JSON.stringify({ object: 'list', data, has_more: false }))
    })
    await new Promise<void>((open) => peer.listen(0, '127.0.0.1', open))
    before = await monthly()
    address = `http://127.0.0.1:${(peer.address() as AddressInfo).port}`
    browser = await openBrowser({})
    await browser.page.goto(`${inject('demo')}/collect/shops`)
    await settled(browser.page)
  })
  afterAll(async () => {
    await browser.close()
    peer.close()
  })

  /** Delivers an event as Stripe does, signed so many seconds ago. */
  const deliver = (body: string, ago = 0) => {
    const moment = Math.floor(Date.now() / 1000) - ago
    const signature = createHmac('sha256', SECRET).update(`${moment}.${body}`).digest('hex')
    return fetch(`${inject('demo')}${new URL(hook).pathname}`, {
      method: 'POST',
      headers: { 'Stripe-Signature': `t=${moment},v1=${signature}` },
      body,
    })
  }

  it('is connected first, and told the secret that it makes then', async () => {
    const { page } = browser
    await page.getByRole('button', { name: 'Connect a shop' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('Stripe', { exact: true }).click()
    expect(await dialog.getByLabel('Address of the shop').count()).toBe(0)
    await dialog.getByRole('button', { name: 'Connect', exact: true }).click()
    await dialog.getByText('Connected. Now tell the shop where to deliver to:').waitFor()
    hook = (await dialog.locator('code').first().textContent()) ?? ''
    expect(hook).toMatch(/\/hooks\/stripe\/sto_[0-9a-f]{32}$/)
    const early = await deliver(event('customer.subscription.created', subscription(1, 50, 700)))
    expect(early.status).toBe(401)
    await dialog.getByRole('textbox', { name: 'Signing secret' }).fill(SECRET)
    expect(await seriousFindings(page)).toEqual([])
    await shoot(page, 'stripe-connected')
    await dialog.getByRole('button', { name: 'Keep the secret' }).click()
    await dialog.getByText('Saved.').waitFor()
    await dialog.getByRole('button', { name: 'See what comes in' }).click()
    await page.getByText('Nothing has been delivered yet.').waitFor()
  })

  it('is heard where it signed lately, and what makes no sense is played again', async () => {
    const { page } = browser
    const began = event('customer.subscription.created', subscription(1, 50, 700))
    expect((await deliver(began, 400)).status).toBe(401)
    expect((await deliver(began)).status).toBe(200)
    expect((await deliver(began)).status).toBe(200)
    const odd = { ...subscription(2, 5, 800), status: 'sleeping' }
    expect((await deliver(event('customer.subscription.updated', odd))).status).toBe(200)
    const invoice = { id: 'in_e2e', object: 'invoice', customer: 'cus_e2e1', currency: 'eur' }
    const failed = { ...invoice, amount_due: 700, attempt_count: 1 }
    expect((await deliver(event('invoice.payment_failed', failed))).status).toBe(200)
    await page.getByText('New subscription').waitFor()
    await page.getByText('Invoice could not be charged').waitFor()
    await page.getByText('There is no such state of a subscription').waitFor()
    await page.getByText('It was signed more than five minutes ago').waitFor()
    await page.getByRole('button', { name: 'Play everything again' }).click()
    await page.getByText('3 deliveries will be understood once more.').waitFor()
    await page.getByText('Known already').first().waitFor()
    await settled(page)
    expect(await overflow(page)).toBeLessThanOrEqual(0)
    expect(await seriousFindings(page)).toEqual([])
    await shoot(page, 'stripe-heard')
  })

  it('gives what was before, and a subscription that was not heard of is seen', async () => {
    const { page } = browser
    const body = JSON.stringify({
      kind: 'stripe',
      address,
      own_network: true,
      signing_secret: SECRET,
      api_secret: 'rk_e2e',
    })
    const connected = await asked('/api/v1/storefronts', { method: 'POST', body })
    expect(connected.status).toBe(201)
    const { storefront } = (await connected.json()) as { storefront: { id: string } }
    await page.goto(`${inject('demo')}/collect/shops/${storefront.id}`)
    await page.getByRole('button', { name: 'Fetch everything', exact: true }).click()
    await page.getByText(/^Done .*3 fetched, 3 subscriptions/).waitFor()
    await page.getByText('All 30 checked days agree to the cent.').waitFor({ timeout: 60_000 })
    shelf.push(subscription(14, 3, 4_000))
    await page.getByRole('button', { name: 'Check the last thirty days' }).click()
    const mend = page.getByRole('button', { name: 'Fetch this day again' })
    await mend.first().waitFor({ timeout: 60_000 })
    await page.getByRole('columnheader', { name: 'Subscriptions there' }).waitFor()
    await settled(page)
    expect(await overflow(page)).toBeLessThanOrEqual(0)
    expect(await seriousFindings(page)).toEqual([])
    await shoot(page, 'stripe-day-differs')
    await page.getByText(/30 of 30 days checked/).waitFor({ state: 'detached' })
    await mend.first().click()
    await mend.first().waitFor({ state: 'detached', timeout: 30_000 })
  })

  it('becomes monthly revenue whose every number has a definition', async () => {
    const { page, complaints } = browser
    await page.goto(`${inject('demo')}/know/subscriptions`)
    // 7.00 heard, 9.00 + 11.00 + 25.00 + 40.00 fetched; the rest was there before.
    const mrr = before.mrr + 9_200
    const each = mrr / (before.customers + 5)
    await page.getByText(euros(mrr, 0), { exact: true }).first().waitFor()
    await page.getByText(`${euros(each, 2)} each a month on average`).waitFor()
    await settled(page)
    expect(await overflow(page)).toBeLessThanOrEqual(0)
    expect(await seriousFindings(page)).toEqual([])
    await shoot(page, 'stripe-monthly-revenue')
    await page.getByRole('link', { name: 'What every number means' }).click()
    await page.getByRole('heading', { name: 'What subscriptions bring' }).waitFor()
    await page.getByText('Quick ratio').first().waitFor()
    expect(await page.locator('#mrr').evaluate((entry) => entry.getBoundingClientRect().top))
      .toBeLessThan(400)
    expect(complaints).toEqual([])
  })
})
