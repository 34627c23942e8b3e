import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type Browser, openBrowser, seriousFindings, settled, shoot } from '../browser'

/** The first day of the month before this one, in which new customers are already counted. */
const MONTH = (() => {
  const today = new Date()
  return new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - 1, 1))
    .toISOString()
    .slice(0, 10)
})()

/** The owner writes down what radio cost, finds it beside the new customers, and takes it back. */
describe('what a new customer costs', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await openBrowser({})
    await browser.page.goto(`${inject('demo')}/collect/spend`)
    await settled(browser.page)
  })
  afterAll(() => browser.close())

  it('is written down by hand', async () => {
    const { page } = browser
    await page.getByRole('button', { name: 'Write down spend' }).click()
    await page.getByRole('textbox', { name: 'Channel' }).fill('radio')
    await page.getByLabel('First day').fill(MONTH)
    await page.getByRole('textbox', { name: /^Amount in/ }).fill('345.60')
    await shoot(page, 'spend-by-hand')
    expect(await seriousFindings(page)).toEqual([])
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('row', { name: /radio.*345\.60/ }).waitFor()
  })

  it('cannot be written down twice for the same days', async () => {
    const { page } = browser
    await page.getByRole('button', { name: 'Write down spend' }).click()
    await page.getByRole('textbox', { name: 'Channel' }).fill('radio')
    await page.getByLabel('First day').fill(MONTH)
    await page.getByRole('textbox', { name: /^Amount in/ }).fill('1')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('There is spend of this channel for these days already').waitFor()
    await page.getByRole('button', { name: 'Cancel' }).click()
    // The browser tells of every refusal; this one was wanted.
    expect(browser.complaints.splice(0).every((one) => one.includes('409'))).toBe(true)
  })

  it('stands beside the customers of its channel', async () => {
    const { page } = browser
    await page.goto(`${inject('demo')}/know/acquisition`)
    await settled(page)
    const radio = page.getByRole('row', { name: /^radio/ })
    expect(await radio.textContent()).toContain('346')
    expect(await seriousFindings(page)).toEqual([])
  })

  it('is gone when it is removed', async () => {
    const { page } = browser
    await page.goto(`${inject('demo')}/collect/spend`)
    await settled(page)
    await page.getByRole('button', { name: /^Remove: radio/ }).click()
    await page.getByRole('row', { name: /radio/ }).waitFor({ state: 'detached' })
  })

  it('is read out of a file before anything is kept of it', async () => {
    const { page } = browser
    const buffer = Buffer.from(`date,channel,amount\n${MONTH},radio,12.50\nsoon,radio,1\n`)
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'spend.csv', mimeType: 'text/csv', buffer })
    await page.getByText('Nothing is written yet.').waitFor()
    await page.getByText('line 3: neither a day nor a month').waitFor()
    await shoot(page, 'spend-from-file')
    expect(await seriousFindings(page)).toEqual([])
    expect(await page.getByRole('row', { name: /radio/ }).count()).toBe(0)
  })

  it('has a target, and says how far it is from there', async () => {
    const { page } = browser
    await page.goto(`${inject('demo')}/know/metrics?on=${MONTH}`)
    await settled(page)
    const target = page.getByRole('button', { name: 'Target: Cost of a new customer (CAC)' })
    expect(await target.textContent()).toBe('set a target')
    await target.click()
    await page.getByRole('textbox', { name: /^Target:/ }).fill('5')
    await page.getByRole('button', { name: 'Only for this one' }).click()
    await page.getByText(/target €5\.00 · €\S+ above/).waitFor()
    await shoot(page, 'metrics-target')
    await target.click()
    await page.getByRole('button', { name: 'Remove', exact: true }).click()
    await page.getByText(/target €5\.00/).waitFor({ state: 'detached' })
    expect(await seriousFindings(page)).toEqual([])
  })
})
