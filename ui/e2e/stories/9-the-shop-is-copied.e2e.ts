import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type Browser, openBrowser, seriousFindings, settled, shoot } from '../browser'

/** A shop of two years is copied in seconds, not in a blink. */
const COPYING = { timeout: 90_000 }

/** The owner wants to sleep well: copies, and a look whether everything is whole. */
describe('the shop is copied', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await openBrowser({})
  })
  afterAll(() => browser.close())

  it('is made by one press, while everybody works on', async () => {
    const { page, complaints } = browser
    await page.goto(`${inject('demo')}/settings`)
    await page.getByRole('link', { name: 'System and backups' }).click()
    await page.getByRole('heading', { name: 'Backups', exact: true }).waitFor()
    await page.getByRole('button', { name: 'Make one now' }).click()
    await page.getByRole('cell', { name: /^being made/ }).waitFor()
    await page.getByRole('cell', { name: /^being made/ }).waitFor({ ...COPYING, state: 'detached' })
    await page.getByText(/The newest holds the shop of/).waitFor()
    expect(await page.locator('tbody tr').first().textContent()).toContain('kept')
    expect(complaints.splice(0)).toEqual([])
  })

  it('is made every day at the hour that the owner chooses', async () => {
    const { page, complaints } = browser
    await page.getByRole('combobox', { name: 'Made every day at' }).click()
    await page.getByRole('option', { name: '03:00' }).click()
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText(/The next one is made/).waitFor()
    expect(complaints.splice(0)).toEqual([])
  })

  it('tells whether everything is whole', async () => {
    const { page, complaints } = browser
    await page.getByRole('button', { name: 'Look now' }).click()
    await page.getByText(/Rows and columns agree on/).waitFor(COPYING)
    expect(await page.getByText('broken', { exact: true }).count()).toBe(0)
    await settled(page)
    await shoot(page, 'system')
    expect(await seriousFindings(page)).toEqual([])
    expect(complaints.splice(0)).toEqual([])
  })
})
