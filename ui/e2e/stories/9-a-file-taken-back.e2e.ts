import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type Browser, openBrowser, overflow, seriousFindings, settled, shoot } from '../browser'

/** An order in every line, as a program writes them. */
const LINES = ['Ilze', 'Janis', 'Karlis']
  .map((name, at) => ({
    order_id: `e2e-${at}`,
    created_at: `2026-03-0${at + 1}T10:00:00Z`,
    total: 12.5,
    currency: 'EUR',
    customer: { email: `${name.toLowerCase()}@file.example`, first_name: name, last_name: 'Ozols' },
    items: [{ sku: 'RYE', name: 'Rye bread', quantity: 2, price: 6.25 }],
  }))
  .map((order) => JSON.stringify(order))
  .join('\n')

/** A shop brings documents, keeps its answers for the next file, and takes the import back. */
describe('a file taken back', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await openBrowser({})
    await bring()
  })
  afterAll(() => browser.close())

  async function bring() {
    const { page } = browser
    await page.goto(`${inject('demo')}/collect/imports/new`)
    await settled(page)
    await page.setInputFiles('input[type=file]', {
      name: 'march.jsonl',
      mimeType: 'application/jsonl',
      buffer: Buffer.from(LINES),
    })
    await page.getByRole('heading', { name: 'What each column means' }).waitFor()
    await settled(page)
  }

  it('orders with their positions inside are recognised', async () => {
    const { page } = browser
    await page.getByRole('heading', { name: 'Orders with their positions inside' }).waitFor()
    await page.getByText('JSON, an order in every line.').waitFor()
    expect(await seriousFindings(page)).toEqual([])
    await shoot(page, 'import-documents')
  })

  it('are taken in, and what was told is kept under a name', async () => {
    const { page } = browser
    await page.getByRole('button', { name: 'Check the whole file' }).click()
    await page.getByRole('heading', { name: 'This is in the file' }).waitFor({ timeout: 60_000 })
    await page.getByText('3 orders', { exact: true }).waitFor()
    await page.getByRole('button', { name: 'Go on' }).click()
    await page.getByRole('button', { name: 'Import', exact: true }).click()
    await page.getByLabel('Keep these answers as').waitFor({ timeout: 60_000 })
    await page.getByLabel('Keep these answers as').fill('The program of the warehouse')
    await page.getByRole('button', { name: 'Keep', exact: true }).click()
    await page.getByText('Kept as “The program of the warehouse”.').waitFor()
    expect(await seriousFindings(page)).toEqual([])
    await shoot(page, 'import-kept')
  })

  it('a file with the same columns is offered them', async () => {
    const { page } = browser
    await bring()
    await page.getByRole('button', { name: /Answer as in .The program of the warehouse/ }).click()
    await page
      .getByText('A file with these columns has been here before')
      .waitFor({ state: 'detached' })
    await settled(page)
  })

  it('the import is taken back after it is shown what goes', async () => {
    const { page } = browser
    await page.goto(`${inject('demo')}/collect/imports`)
    await settled(page)
    await page.getByRole('button', { name: 'Take back… march.jsonl' }).first().click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('3 customers whom only this import knew').waitFor()
    expect(await seriousFindings(page)).toEqual([])
    await shoot(page, 'import-take-back')
    await dialog.getByRole('button', { name: 'Take it back' }).click()
    await dialog.waitFor({ state: 'detached' })
    await page.getByText('Taken back').first().waitFor({ timeout: 60_000 })
    await page.getByRole('link', { name: 'march.jsonl' }).first().click()
    await page.getByText('This went:').waitFor()
    expect(await seriousFindings(page)).toEqual([])
    expect(await overflow(page)).toBeLessThanOrEqual(0)
    await shoot(page, 'import-taken-back')
  })

  it('its customers are gone, and the kept answers can be removed', async () => {
    const { page, complaints } = browser
    await page.goto(`${inject('demo')}/customers?search=ozols`)
    await settled(page)
    expect(await page.getByText('Ozols').count()).toBe(0)
    await page.goto(`${inject('demo')}/collect/imports`)
    await page.getByRole('button', { name: 'Remove “The program of the warehouse”' }).click()
    await page.getByText('The program of the warehouse').waitFor({ state: 'detached' })
    expect(complaints).toEqual([])
  })
})
