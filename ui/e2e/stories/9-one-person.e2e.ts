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

/** The same woman from two tills, in two alphabets; and her brother with his own phone. */
const PEOPLE = [
  ['Олена Присяжнюк', 'olena.p@gmail.com', '+380671112299', 'Тернопіль'],
  ['Elena Prisyazhnyuk', 'olenap+cakes@gmail.com', undefined, 'Ternopil'],
  ['Тарас Присяжнюк', 'taras.p@example.test', '+380671112288', 'Тернопіль'],
]

/** Each of them orders once, as a site tells it. */
async function order() {
  const wanted = JSON.stringify({ name: 'two-tills', scope: 'ingest' })
  const key = await (await asked('/api/v1/keys', { method: 'POST', body: wanted })).json()
  const batch = PEOPLE.map(([name, email, phone, city], place) => ({
    type: 'track',
    event: 'Order Completed',
    userId: `till-${place}`,
    messageId: `one-${place}`,
    context: { traits: { name, email, phone, address: { city } } },
    properties: { order_id: `one-${place}`, revenue: 20, currency: 'EUR' },
  }))
  const body = JSON.stringify({ writeKey: key.secret, batch })
  const heard = await asked('/v1/batch', { method: 'POST', body })
  if (!heard.ok) throw new Error(await heard.text())
}

/** Two customers turn out to be one person, and are two again. */
describe('one person', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await openBrowser({})
    await order()
    await browser.page.goto(`${inject('demo')}/customers/duplicates`)
    await settled(browser.page)
  })
  afterAll(() => browser.close())

  it('is found in two spellings, and her brother is not she', async () => {
    const { page } = browser
    await page.getByRole('button', { name: 'Look for pairs' }).click()
    const pair = page.getByRole('article', { name: /Присяжнюк|Prisyazhnyuk/ })
    await pair.waitFor()
    expect(await pair.count()).toBe(1)
    expect(await pair.textContent()).toContain('one mailbox, written differently')
    expect(await seriousFindings(page)).toEqual([])
    expect(await overflow(page)).toBeLessThanOrEqual(0)
    await shoot(page, 'duplicates')
  })

  it('is shown before she is made one, and asks for a reason', async () => {
    const { page } = browser
    const merge = 'Merge Олена Присяжнюк and Elena Prisyazhnyuk'
    await page.getByRole('button', { name: merge }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('1 order', { exact: true }).waitFor()
    expect(await seriousFindings(page)).toEqual([])
    await shoot(page, 'merge-two')
    await dialog.getByLabel('Why').fill('she said so at the till')
    await dialog.getByRole('button', { name: 'Merge', exact: true }).click()
    await dialog.waitFor({ state: 'detached' })
    await page.getByText('Elena Prisyazhnyuk was merged').waitFor()
    await page.getByText('Elena Prisyazhnyuk was merged').click()
    await settled(page)
    await page.getByText('Order one-1').first().waitFor()
    await page.getByText('Turned out to be Elena Prisyazhnyuk too').waitFor()
    await shoot(page, 'merged-card')
  })

  it('becomes two again from her card', async () => {
    const { page } = browser
    await page.getByRole('button', { name: 'Undo the merging of Elena Prisyazhnyuk' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Why').fill('it was her cousin')
    await dialog.getByRole('button', { name: 'Undo', exact: true }).click()
    await dialog.waitFor({ state: 'detached' })
    await settled(page)
    expect(await page.getByText('Order one-1').count()).toBe(0)
    await page.getByText('it was her cousin').waitFor()
  })
})
