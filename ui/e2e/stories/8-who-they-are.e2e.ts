import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type Browser, openBrowser, seriousFindings, settled, shoot } from '../browser'

/** Looking for kinds among twenty thousand customers takes longer than a click. */
const FINDING = { timeout: 60_000 }

/** The owner meets the kinds of customers, puts them in use, and meets them again on every side. */
describe('who they are', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await openBrowser({})
  })
  afterAll(() => browser.close())

  it('is told as portraits, with how many there should be below', async () => {
    const { page, complaints } = browser
    await page.goto(`${inject('demo')}/know/personas?k=4`)
    await page.getByRole('heading', { name: /% of customers and bring / }).waitFor(FINDING)
    await page.getByRole('heading', { name: /^How many personas: / }).waitFor()
    expect(await page.getByText('Discounts and returns').count()).toBe(4)
    expect(await page.getByRole('img', { name: /^Orders by day of the week/ }).count()).toBe(4)
    await settled(page)
    await shoot(page, 'who-they-are')
    expect(await seriousFindings(page)).toEqual([])
    expect(complaints.splice(0)).toEqual([])
  })

  it('is kept and put in use with one button', async () => {
    const { page } = browser
    await page.getByRole('button', { name: 'Keep these personas and put them in use' }).click()
    await page.getByText(/By the run in use since/).waitFor(FINDING)
    await page.getByRole('button', { name: 'Take out of use' }).waitFor(FINDING)
  })

  it('opens the list of a persona, and the card says why he is it', async () => {
    const { page, complaints } = browser
    await page.getByRole('link', { name: 'Their list' }).first().click()
    await page.waitForURL(/customers\?persona=/)
    await page.getByRole('button', { name: /^the persona “.+” · Persona/ }).waitFor(FINDING)
    await page.locator('tbody a').first().click()
    await page.waitForURL(/customers\/cus_/)
    await page.getByText(/of the way from the border with “/).waitFor(FINDING)
    await settled(page)
    await shoot(page, 'who-they-are-card')
    expect(await seriousFindings(page)).toEqual([])
    expect(complaints.splice(0)).toEqual([])
  })

  it('becomes a segment that reads aloud', async () => {
    const { page } = browser
    await page.goto(`${inject('demo')}/know/personas`)
    await page.getByRole('link', { name: 'Make a segment' }).first().click(FINDING)
    await page.waitForURL(/segments\/new/)
    await page.getByRole('button', { name: / · Persona$/ }).waitFor(FINDING)
    await settled(page)
    await shoot(page, 'who-they-are-segment')
    expect(await seriousFindings(page)).toEqual([])
  })

  it('is compared with another run that keeps the names', async () => {
    const { page } = browser
    await page.goto(`${inject('demo')}/know/personas?k=4`)
    await page.getByText(/^same people: /).first().waitFor(FINDING)
    await page.goto(`${inject('demo')}/know/personas`)
    await page.getByRole('button', { name: 'Take out of use' }).click(FINDING)
    await page.getByText('Found this moment and not kept yet.').waitFor(FINDING)
  })
})
