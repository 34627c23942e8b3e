import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type Browser, openBrowser, seriousFindings, settled, shoot } from '../browser'

/** Learning from twenty thousand customers takes longer than a click. */
const LEARNING = { timeout: 60_000 }

/** The owner looks who is slipping away, keeps the model, puts it in use and meets it again. */
describe('who leaves', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await openBrowser({})
  })
  afterAll(() => browser.close())

  it('is said in words first, with the test and the reasons below', async () => {
    const { page, complaints } = browser
    await page.goto(`${inject('demo')}/know/leaving?model=logistic`)
    await page.getByRole('heading', { name: /^Slipping away: / }).waitFor(LEARNING)
    await page.getByRole('heading', { name: /^Put to the test: / }).waitFor()
    await page.getByRole('heading', { name: 'What the model learnt from: regression' }).waitFor()
    expect(await page.getByRole('img', { name: 'towards leaving' }).count()).toBeGreaterThan(3)
    await settled(page)
    await shoot(page, 'who-leaves')
    expect(await seriousFindings(page)).toEqual([])
    expect(complaints.splice(0)).toEqual([])
  })

  it('keeps a run and puts it in use', async () => {
    const { page } = browser
    await page.getByRole('button', { name: 'Keep this run' }).click()
    await page.getByRole('button', { name: 'Put in use' }).waitFor(LEARNING)
    await page.getByRole('button', { name: 'Put in use' }).click()
    await page.getByText(/^in use since/).waitFor(LEARNING)
    await page.getByRole('button', { name: 'Take out of use' }).waitFor()
  })

  it('stands on the card of a customer, by the run in use', async () => {
    const { page, complaints } = browser
    await page.getByRole('heading', { name: /^Slipping away: / }).waitFor(LEARNING)
    await page.locator('tbody a').first().click()
    await page.waitForURL(/customers\/cus_/)
    await page.getByText(/told by regression, the run in use/).waitFor(LEARNING)
    expect(await seriousFindings(page)).toEqual([])
    expect(complaints.splice(0)).toEqual([])
  })

  it('becomes a segment that reads aloud', async () => {
    const { page } = browser
    await page.goBack()
    await page.getByRole('link', { name: 'Make a segment of such customers' }).click(LEARNING)
    await page.waitForURL(/segments\/new/)
    await page.getByText('chance to leave').first().waitFor(LEARNING)
    await page.getByText('%', { exact: true }).first().waitFor()
    await settled(page)
    await shoot(page, 'who-leaves-segment')
    expect(await seriousFindings(page)).toEqual([])
  })

  it('is learnt anew when the run is taken out of use', async () => {
    const { page } = browser
    await page.goto(`${inject('demo')}/know/leaving?model=logistic`)
    await page.getByRole('button', { name: 'Take out of use' }).click(LEARNING)
    await page.getByRole('button', { name: 'Put in use' }).waitFor(LEARNING)
  })
})
