import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type Browser, openBrowser, seriousFindings, settled, shoot } from '../browser'

/** Learning from twenty thousand customers takes longer than a click. */
const LEARNING = { timeout: 60_000 }

/** The owner sees how well it is foretold, tries a basket, withholds a product, meets it on a card. */
describe('what they want', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await openBrowser({})
  })
  afterAll(() => browser.close())

  it('is compared with what each customer bought most', async () => {
    const { page, complaints } = browser
    await page.goto(`${inject('demo')}/know/recommend`)
    await page.getByRole('heading', { name: /than what each customer bought most/ }).waitFor(LEARNING)
    const bar = page.getByRole('row', { name: /What each bought most/ })
    expect(await bar.getByText('the bar').count()).toBe(1)
    await page.getByRole('heading', { name: 'What goes with what' }).waitFor()
    await settled(page)
    await shoot(page, 'what-they-want')
    expect(await seriousFindings(page)).toEqual([])
    expect(complaints.splice(0)).toEqual([])
  })

  it('goes with a basket, and what is withheld does not', async () => {
    const { page } = browser
    const basket = page.getByRole('heading', { name: 'Try a basket' })
    await basket.waitFor()
    await page.goto(`${inject('demo')}/know/recommend?basket=PA-01`)
    await page.getByText(/Bought together with “Butter croissant” by/).first().waitFor(LEARNING)
    const panel = page.locator('.mantine-Paper-root', { has: basket })
    const wanted = panel.getByText('Chocolate croissant', { exact: true })
    await wanted.waitFor()
    await page.getByRole('button', { name: 'Withhold Chocolate croissant' }).click()
    await wanted.waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Recommend Chocolate croissant again' }).click()
    await wanted.waitFor()
  })

  it('keeps a run and puts it in use', async () => {
    const { page } = browser
    await page.getByRole('button', { name: 'Keep this run' }).click()
    await page.getByRole('button', { name: 'Put in use' }).click(LEARNING)
    await page.getByText(/^in use since/).waitFor(LEARNING)
    await page.getByRole('button', { name: 'Take out of use' }).click()
    await page.getByRole('button', { name: 'Put in use' }).waitFor(LEARNING)
  })

  it('stands on the card of a customer with the reason in words', async () => {
    const { page, complaints } = browser
    // Whoever orders most has had something more than once.
    await page.goto(`${inject('demo')}/customers?sort=orders`)
    await page.locator('tbody a').first().click(LEARNING)
    await page.getByRole('heading', { name: 'Probably wants next' }).waitFor(LEARNING)
    await page.getByText(/usually every .* last .* ago/).first().waitFor(LEARNING)
    await settled(page)
    expect(await seriousFindings(page)).toEqual([])
    expect(complaints.splice(0)).toEqual([])
  })
})
