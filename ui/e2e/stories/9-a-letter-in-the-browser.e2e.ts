import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { asked, type Browser, openBrowser, seriousFindings, settled, shoot } from '../browser'

/** A letter as it was sent to one person, seen by the shop and by whoever got it. */
describe('a letter in the browser', () => {
  let browser: Browser
  let customer = ''
  beforeAll(async () => {
    browser = await openBrowser({})
    const { items } = await (await asked('/api/v1/campaigns')).json()
    const { id } = items.at(-1)
    const sent = await (await asked(`/api/v1/campaigns/${id}/decisions?outcome=sent&limit=1`)).json()
    customer = sent.items[0].customer.id
  })
  afterAll(() => browser.close())

  it('is shown from the line of time, with the way to its own page in it', async () => {
    const { page } = browser
    await page.goto(`${inject('demo')}/customers/${customer}?kind=messages`)
    await settled(page)
    await page.getByRole('button', { name: 'See the letter' }).last().click()
    await page.getByText('Looking at it here counts as no opening.', { exact: false }).waitFor()
    const sheet = page.frameLocator('iframe[title="The letter as it was sent"]')
    const link = sheet.getByRole('link', { name: 'View in browser' })
    await link.waitFor()
    expect(await seriousFindings(page)).toEqual([])
    await shoot(page, 'letter-as-it-was-sent')

    const { pathname } = new URL((await link.getAttribute('href')) ?? '')
    const own = await fetch(`${inject('demo')}${pathname}`)
    expect(own.status).toBe(200)
    expect(own.headers.get('x-robots-tag')).toBe('noindex, nofollow')
    expect(own.headers.get('content-security-policy')).toContain("default-src 'none'")
    const touched = await fetch(`${inject('demo')}${pathname.slice(0, -2)}`)
    expect(touched.status).toBe(404)
  })
})
