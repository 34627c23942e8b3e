import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type Browser, openBrowser, seriousFindings, settled, shoot } from '../browser'
import { orderFile } from '../orders'

/** An owner who has never seen the page brings his file and finds his cohort table. */
describe('first run', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await openBrowser({ signedIn: false })
    await browser.page.goto(inject('fresh'))
  })
  afterAll(() => browser.close())

  it('makes whoever comes first the owner', async () => {
    const { page } = browser
    await page.getByRole('heading', { name: 'Become the owner' }).waitFor()
    expect(await seriousFindings(page)).toEqual([])
    await shoot(page, 'become-owner')
    await page.getByLabel('E-mail').fill('anna@example.test')
    await page.getByLabel('Name').fill('Anna')
    await page.getByLabel('Password', { exact: true }).fill('rye bread at dawn')
    await page.getByRole('button', { name: 'Begin' }).click()
  })

  it('shows doors and nothing else', async () => {
    const { page } = browser
    await page.getByRole('heading', { name: 'Welcome' }).waitFor()
    await settled(page)
    expect(await page.getByText('regulars demo').count()).toBe(1)
    expect(await seriousFindings(page)).toEqual([])
    await shoot(page, 'first-run')
    await page.getByRole('link', { name: 'Choose the file' }).click()
  })

  it('recognises the columns of the file', async () => {
    const { page } = browser
    const buffer = Buffer.from(orderFile())
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'orders.csv', mimeType: 'text/csv', buffer })
    await page.getByRole('heading', { name: 'What each column means' }).waitFor()
    await settled(page)
    const meaning = page.getByRole('combobox', { name: 'What “ordered_at” means' })
    expect(await meaning.inputValue()).toContain('Order date')
    expect(await seriousFindings(page)).toEqual([])
    await shoot(page, 'import-columns')
  })

  it('counts the whole file before anything is kept', async () => {
    const { page } = browser
    await page.getByRole('button', { name: 'Check the whole file' }).click()
    await page.getByRole('heading', { name: 'This is in the file' }).waitFor({ timeout: 60_000 })
    const numbers = await page.getByTestId('numbers').textContent()
    expect(numbers).toMatch(/customers with a purchase/)
    expect(numbers).toMatch(/could not be taken/)
    expect(await seriousFindings(page)).toEqual([])
    await shoot(page, 'import-check')
  })

  it('keeps its place when the page is reloaded', async () => {
    const { page } = browser
    await page.reload()
    await page.getByRole('heading', { name: 'This is in the file' }).waitFor({ timeout: 60_000 })
    await page.getByRole('button', { name: 'Go on' }).click()
  })

  it('asks four questions that are already answered', async () => {
    const { page } = browser
    await page.getByRole('heading', { name: 'What counts as a purchase?' }).waitFor()
    await page.getByRole('radio', { name: 'They said yes' }).check()
    await page
      .getByRole('textbox', { name: 'Where is this written down?' })
      .fill('Box at the checkout')
    await page.getByRole('combobox', { name: 'In which currency are the amounts?' }).fill('GBP')
    await page.getByRole('option', { name: /^GBP/ }).click()
    await settled(page)
    expect(await seriousFindings(page)).toEqual([])
    await shoot(page, 'import-questions')
  })

  it('imports and leads to the cohort table of this shop', async () => {
    const { page } = browser
    await page.getByRole('button', { name: 'Import', exact: true }).click()
    await page.getByRole('link', { name: 'Open the cohort table' }).waitFor({ timeout: 60_000 })
    await settled(page)
    await shoot(page, 'import-done')
    await page.getByRole('link', { name: 'Open the cohort table' }).click()
    await page.getByRole('grid', { name: 'Cohorts' }).waitFor()
    expect(await page.locator('td[data-cell]').count()).toBeGreaterThan(20)
  })

  it('greets with four answers from then on, and has the import in its list', async () => {
    const { page, complaints } = browser
    await page.getByRole('link', { name: 'Imports' }).click()
    await page.getByRole('link', { name: 'orders.csv' }).first().waitFor()
    await page.getByRole('link', { name: 'Home', exact: true }).click()
    await page.getByRole('heading', { name: 'Who stays, who leaves?' }).waitFor()
    await settled(page)
    await shoot(page, 'home-after-import')
    expect(complaints).toEqual([])
  })
})
