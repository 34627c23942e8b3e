import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type Browser, openBrowser, seriousFindings, settled, shoot } from '../browser'

/** Trying every way on a dozen ends of the history takes longer than a click. */
const TRYING = { timeout: 60_000 }

/** The owner looks what the shop will sell, plans newcomers, and keeps the forecast. */
describe('what will be sold', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await openBrowser({})
  })
  afterAll(() => browser.close())

  it('is said in words first, with how far off such forecasts were', async () => {
    const { page, complaints } = browser
    await page.goto(`${inject('demo')}/know/forecast`)
    await page.getByRole('heading', { name: / expected$/ }).waitFor(TRYING)
    await page.getByText(/With a chance of 80% it will be between/).waitFor()
    await page
      .getByRole('heading', { name: /^Over the last 12 months it was off by \d+%; repeating/ })
      .waitFor()
    await page.getByRole('heading', { name: /^From below, by customers: / }).waitFor(TRYING)
    await settled(page)
    await shoot(page, 'what-will-be-sold')
    expect(await seriousFindings(page)).toEqual([])
    expect(complaints.splice(0)).toEqual([])
  })

  it('grows with the newcomers that are planned, and the plan stands in the address', async () => {
    const { page } = browser
    const below = page.getByRole('heading', { name: /^From below, by customers: / })
    const before = await below.textContent()
    await page.getByLabel('Newcomers planned a month').fill('2000')
    await page.getByRole('button', { name: 'Foretell' }).click()
    await page.waitForURL(/newcomers=2000/)
    await expect.poll(() => below.textContent(), TRYING).not.toBe(before)
  })

  it('is told by channel too, which is a word of the sentence', async () => {
    const { page } = browser
    await page.getByRole('button', { name: /^as a whole/ }).click()
    await page.getByRole('menuitem', { name: 'each channel too' }).click()
    await page.getByRole('heading', { name: 'By channel' }).waitFor(TRYING)
    await page.getByRole('cell', { name: 'web', exact: true }).waitFor()
    expect(page.url()).toContain('each=channel')
  })

  it('is kept, to be held against what comes', async () => {
    const { page, complaints } = browser
    await page.getByRole('button', { name: 'Keep this forecast' }).click()
    await page.getByRole('cell', { name: 'Revenue, month' }).first().waitFor(TRYING)
    expect(await seriousFindings(page)).toEqual([])
    expect(complaints.splice(0)).toEqual([])
  })

  it('knows whose holidays are meant once days are asked for', async () => {
    const { page, complaints } = browser
    const opened = `${inject('demo')}/know/forecast?by=day`
    await page.goto(opened)
    await page.getByRole('heading', { name: / expected$/ }).waitFor(TRYING)
    await page.getByRole('button', { name: /^of the shop’s country/ }).click()
    await page.getByRole('menuitem', { name: 'of Ukraine' }).click()
    await page.waitForURL(/holidays=ua/)
    await page.getByRole('heading', { name: / expected$/ }).waitFor(TRYING)
    expect(await seriousFindings(page)).toEqual([])
    expect(complaints.splice(0)).toEqual([])
  })
})
