import { createHmac } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type Browser, openBrowser, overflow, seriousFindings, settled, shoot } from '../browser'

const YESTERDAY = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10)

/** An order as WooCommerce writes it, shortened to what matters. */
const order = (id: number, total: string) => ({
  id,
  status: 'processing',
  currency: 'EUR',
  date_created_gmt: `${YESTERDAY}T10:00:00`,
  date_modified_gmt: `${YESTERDAY}T10:00:0${id % 10}`,
  total,
  total_tax: '0.00',
  shipping_total: '0.00',
  customer_id: 0,
  billing: { first_name: 'Guest', last_name: `${id}`, email: `guest${id}@shop.test` },
  line_items: [{ id: 1, name: 'Rye bread', sku: 'RYE', quantity: 1, total }],
  refunds: [],
})

/** A shop is connected, heard, filled and checked while the owner looks on. */
describe('a shop that tells what happens', () => {
  let browser: Browser
  let peer: Server
  let address = ''
  let hook = ''
  let secret = ''
  const shelf = [order(1, '10.00'), order(2, '20.00'), order(3, '30.00')]

  beforeAll(async () => {
    peer = createServer((request, response) => {
      const at = new URL(request.url ?? '/', address)
      const orders = at.searchParams.has('after')
        ? shelf.filter(({ date_created_gmt: placed }) =>
            placed > `${at.searchParams.get('after')}` && placed < `${at.searchParams.get('before')}`)
        : shelf
      const items = at.pathname.endsWith('/orders') ? orders : []
      response.setHeader('X-WP-Total', items.length)
      response.setHeader('X-WP-TotalPages', 1)
      response.end(JSON.stringify(items))
    })
    await new Promise<void>((open) => peer.listen(0, '127.0.0.1', open))
    address = `http://127.0.0.1:${(peer.address() as AddressInfo).port}`
    browser = await openBrowser({})
    await browser.page.goto(`${inject('demo')}/collect/shops`)
    await settled(browser.page)
  })
  afterAll(async () => {
    await browser.close()
    peer.close()
  })

  /** Delivers a document as WooCommerce does. */
  const deliver = (topic: string, body: string, with_secret = secret) =>
    fetch(`${inject('demo')}${new URL(hook).pathname}`, {
      method: 'POST',
      headers: {
        'X-WC-Webhook-Topic': topic,
        'X-WC-Webhook-Signature': createHmac('sha256', with_secret).update(body).digest('base64'),
      },
      body,
    })

  it('begins with what connecting a shop is for', async () => {
    const { page } = browser
    await page.getByRole('heading', { name: 'No shop is connected yet' }).waitFor()
    expect(await seriousFindings(page)).toEqual([])
    await shoot(page, 'no-shop')
  })

  it('is connected with a secret that is shown once and what to do with it', async () => {
    const { page } = browser
    await page.getByRole('button', { name: 'Connect a shop' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('WooCommerce', { exact: true }).click()
    await dialog.getByLabel('Address of the shop').fill(address)
    await dialog.getByLabel('Consumer key').fill('ck_e2e')
    await dialog.getByRole('textbox', { name: 'Consumer secret' }).fill('cs_e2e')
    await dialog.getByLabel('The shop lives in our own network').check()
    await dialog.getByRole('button', { name: 'Connect', exact: true }).click()
    await dialog.getByText('Connected. Now tell the shop where to deliver to:').waitFor()
    const pasted = dialog.locator('code')
    hook = (await pasted.nth(0).textContent()) ?? ''
    secret = (await pasted.nth(1).textContent()) ?? ''
    expect(hook).toMatch(/\/hooks\/woocommerce\/sto_[0-9a-f]{32}$/)
    expect(secret).toMatch(/^[0-9a-f]{48}$/)
    expect(await seriousFindings(page)).toEqual([])
    await shoot(page, 'shop-connected')
    await dialog.getByRole('button', { name: 'See what comes in' }).click()
    await page.getByText('Nothing has been delivered yet.').waitFor()
  })

  it('is heard while it happens, and what makes no sense says why and is played again', async () => {
    const { page } = browser
    expect((await deliver('order.created', JSON.stringify(order(1, '10.00')))).status).toBe(200)
    const odd = JSON.stringify({ ...order(4, '1.00'), currency: 'shells' })
    expect((await deliver('order.updated', odd)).status).toBe(200)
    const strange = await deliver('order.created', '{}', 'another secret altogether')
    expect(strange.status).toBe(401)
    await page.getByText('Taken in', { exact: true }).waitFor()
    await page.getByText('There is no such currency').waitFor()
    await page.getByText('The signature was not the shop’s').waitFor()
    await page.getByRole('button', { name: 'Play everything again' }).click()
    await page.getByText('2 deliveries will be understood once more.').waitFor()
    await page.getByText('Known already').waitFor()
    await settled(page)
    expect(await overflow(page)).toBeLessThanOrEqual(0)
    expect(await seriousFindings(page)).toEqual([])
    await shoot(page, 'shop-heard')
  })

  it('gives what was before, and the days that differ are seen and mended', async () => {
    const { page } = browser
    await page.getByRole('button', { name: 'Fetch everything', exact: true }).click()
    await page.getByText(/^Done .*3 fetched/).waitFor()
    await page.getByText('All 30 checked days agree to the cent.').waitFor({ timeout: 60_000 })
    shelf.push(order(5, '99.00'))
    await page.getByRole('button', { name: 'Check the last thirty days' }).click()
    const mend = page.getByRole('button', { name: 'Fetch this day again' })
    await mend.first().waitFor({ timeout: 60_000 })
    await settled(page)
    expect(await overflow(page)).toBeLessThanOrEqual(0)
    expect(await seriousFindings(page)).toEqual([])
    await shoot(page, 'shop-day-differs')
    await page.getByText(/30 of 30 days checked/).waitFor({ state: 'detached' })
    await mend.first().click()
    await mend.first().waitFor({ state: 'detached', timeout: 30_000 })
  })

  it('is let go after asking twice', async () => {
    const { page, complaints } = browser
    await page.getByRole('button', { name: 'Disconnect this shop' }).click()
    await page.getByRole('button', { name: 'Disconnect', exact: true }).click()
    await page.getByText('We have let it go').waitFor()
    expect((await deliver('order.created', '{}')).status).toBe(410)
    expect(complaints).toEqual([])
  })
})
