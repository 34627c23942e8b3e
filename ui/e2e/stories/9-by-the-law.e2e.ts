import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { asked, type Browser, openBrowser, seriousFindings, settled, shoot } from '../browser'

/** Twenty thousand customers are written anew and searched in seconds, not in a blink. */
const REWRITING = { timeout: 90_000 }

/** A customer wants to know what is kept of him, and then to be forgotten. */
describe('by the law', () => {
  let browser: Browser
  let card = ''
  beforeAll(async () => {
    browser = await openBrowser({})
  })
  afterAll(() => browser.close())

  it('hands over everything about a person as a page', async () => {
    const { page, complaints } = browser
    await page.goto(`${inject('demo')}/customers`)
    await page.locator('tbody a').nth(3).click()
    await page.waitForURL(/customers\/cus_/)
    card = new URL(page.url()).pathname.split('/').pop() ?? ''
    await page.getByRole('button', { name: 'By the law' }).click()
    await page.getByRole('menuitem', { name: 'As a page to hand over' }).waitFor()
    const told = await asked(`/api/v1/customers/${card}/export.html?language=uk`)
    const text = await told.text()
    expect(text).toContain('Хто ви')
    expect(text).toContain('Що ви купували')
    expect(text).not.toContain('<script')
    await settled(page)
    await shoot(page, 'by-the-law-menu')
    expect(await seriousFindings(page)).toEqual([])
    expect(complaints.splice(0)).toEqual([])
  })

  it('shows what would go and what would stay, and does nothing without the name', async () => {
    const { page, complaints } = browser
    await page.getByRole('menuitem', { name: /^Make nameless/ }).click()
    const asking = page.getByRole('dialog')
    await asking.getByRole('cell', { name: 'orders', exact: true }).waitFor()
    const press = asking.getByRole('button', { name: 'Make nameless' })
    expect(await press.isDisabled()).toBe(true)
    await settled(page)
    await shoot(page, 'by-the-law-preview')
    expect(await seriousFindings(page)).toEqual([])
    const field = asking.getByRole('textbox')
    const name = (await field.evaluate((it) => (it as HTMLInputElement).labels?.[0]?.textContent))
      ?.replace(/^Type /, '')
      .replace(/ to confirm.*$/, '')
    await field.fill(name ?? '')
    await press.click()
    await page.waitForURL(/collect\/privacy/)
    expect(complaints.splice(0)).toEqual([])
  })

  it('gives a receipt that is proven by a search of everything', async () => {
    const { page, complaints } = browser
    await page.getByText('done, proof follows').first().waitFor(REWRITING)
    await page.getByRole('button', { name: /look at receipt/ }).first().click()
    await page.getByRole('button', { name: 'Search again now' }).click()
    await page.getByText(/Nothing was found/).waitFor(REWRITING)
    await settled(page)
    await shoot(page, 'by-the-law-receipt')
    expect(await seriousFindings(page)).toEqual([])
    expect(complaints.splice(0)).toEqual([])
    expect((await asked(`/api/v1/customers/${card}`)).status).toBe(404)
  })
})
