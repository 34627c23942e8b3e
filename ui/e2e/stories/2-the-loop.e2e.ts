import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type Browser, openBrowser, seriousFindings, settled, shoot } from '../browser'

/** From the cohort table to the people, to a letter for some of them, to what it changed. */
describe('the loop', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await openBrowser({})
    await browser.page.goto(`${inject('demo')}/know/cohorts`)
    await settled(browser.page)
  })
  afterAll(() => browser.close())

  it('changes the question by the words of its sentence, in the address', async () => {
    const { page } = browser
    await page.getByRole('button', { name: /^in · / }).click()
    await page.getByRole('menuitem', { name: /^in or after/ }).click()
    await page.waitForURL(/count=on-or-after/)
    await page.reload()
    await page.getByRole('button', { name: /^in or after · / }).waitFor()
    await page.goBack()
    await page.getByRole('button', { name: /^in · / }).waitFor()
  })

  it('walks the cells by arrows and tells what each one counts', async () => {
    const { page } = browser
    await page.locator('td[data-cell$=":0"]').first().focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowRight')
    const hint = page.getByRole('tooltip')
    await hint.waitFor()
    expect(await hint.textContent()).toMatch(/people? of|person of/)
    await shoot(page, 'cohorts-hint')
  })

  it('opens the people of a cell beside the table', async () => {
    const { page } = browser
    await page.keyboard.press('Enter')
    const drawer = page.getByRole('dialog')
    await drawer.getByRole('table').waitFor()
    expect(new URL(page.url()).searchParams.get('cell')).toMatch(/:1$/)
    await settled(page)
    expect(await seriousFindings(page)).toEqual([])
    await shoot(page, 'cohort-people')
    await drawer.getByRole('link').first().click()
    await page.getByRole('heading', { name: 'What happened' }).waitFor()
  })

  it('finds a screen by Ctrl-K', async () => {
    const { page } = browser
    await page.keyboard.press('Control+k')
    await page.getByPlaceholder('A screen or a customer').fill('RFM')
    await page.getByRole('button', { name: 'RFM groups' }).click()
    await page.getByRole('heading', { name: 'RFM groups', level: 1 }).waitFor()
  })

  it('is told who the letters are from', async () => {
    const { page } = browser
    await page.goto(`${inject('demo')}/settings`)
    await page.getByRole('textbox', { name: 'From (address)' }).fill('hello@corner.example')
    await page.getByRole('textbox', { name: 'Postal address of the shop' }).fill('1 Corner Street')
    await page.getByRole('button', { name: 'Save' }).last().click()
    await page.getByText('Saved').waitFor()
    await page.goto(`${inject('demo')}/know/rfm`)
  })

  it('makes a draft for a group in one press', async () => {
    const { page } = browser
    await settled(page)
    const row = page.getByRole('row').filter({ hasText: 'Hibernating' })
    await row.getByRole('button', { name: 'Write to them' }).click()
    await page.getByRole('heading', { name: 'Whom' }).waitFor()
    await settled(page)
    expect(await seriousFindings(page)).toEqual([])
    await shoot(page, 'campaign-draft')
  })

  it('previews the letter as a named customer while it is written', async () => {
    const { page } = browser
    await page.getByRole('textbox', { name: 'Subject' }).fill('We kept your loaf')
    await page.getByText('The draft is kept.').waitFor()
    await page.locator('iframe').waitFor()
    await page.getByText('We kept your loaf').last().waitFor()
  })

  it('starts after saying what will happen, and shows everybody’s reason', async () => {
    const { page } = browser
    await page.getByRole('button', { name: 'Look and start' }).click()
    await page
      .getByRole('dialog')
      .getByText(/may be written to/)
      .waitFor()
    await shoot(page, 'campaign-confirm')
    await page.getByRole('button', { name: 'Start now' }).click()
    await page.getByText(/people decided/).waitFor()
    await page
      .getByRole('heading', { name: /^\d[\d,]* letters? sent$/ })
      .waitFor({ timeout: 120_000 })
    await settled(page)
    await page.getByRole('row').filter({ hasText: 'Held out' }).first().waitFor()
    expect(await seriousFindings(page)).toEqual([])
    await shoot(page, 'campaign-result')
  })

  it('says what the letter changed, or why that cannot be said yet', async () => {
    const { page, complaints } = browser
    await page.getByRole('link', { name: 'What did it change?' }).click()
    await page.getByRole('heading', { name: 'The two groups as dealt' }).waitFor()
    await settled(page)
    expect(await seriousFindings(page)).toEqual([])
    await shoot(page, 'effect')
    expect(complaints).toEqual([])
  })
})
