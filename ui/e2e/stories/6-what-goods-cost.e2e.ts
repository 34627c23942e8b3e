import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type Browser, openBrowser, overflow, seriousFindings, settled, shoot } from '../browser'

/** The owner says what goods cost, out of a file and by hand, and takes it back. */
describe('what goods cost', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await openBrowser({})
    await browser.page.goto(`${inject('demo')}/collect/products`)
    await settled(browser.page)
  })
  afterAll(() => browser.close())

  it('is read out of a file before anything is kept of it', async () => {
    const { page } = browser
    const buffer = Buffer.from(
      'sku,name,category,cost,from\n' +
        'E2E-1,Story bread,Stories,1.255,2026-03-01\n' +
        'E2E-1,,,1.30,2026-04-01\n' +
        'E2E-2,Story salt,Stories,cheap,\n',
    )
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'products.csv', mimeType: 'text/csv', buffer })
    await page.getByText('Nothing is written yet.').waitFor()
    await page.getByText('line 4: no amount').waitFor()
    expect(await page.getByText('Story bread').count()).toBe(0)
    await page.getByRole('button', { name: 'Take it in' }).click()
    await page.getByText('Costs: 2 new, 0 changed').waitFor()
    await page.getByLabel('Article number, name or category').fill('story')
    const bread = page.getByRole('row', { name: /Story bread/ })
    await bread.waitFor()
    await page.getByText('€1.255 from Mar 1, 2026').waitFor()
    await shoot(page, 'products-from-file')
    expect(await seriousFindings(page)).toEqual([])
    expect(await overflow(page)).toBeLessThanOrEqual(0)
  })

  it('is told by hand from a day on', async () => {
    const { page } = browser
    await page.getByRole('button', { name: 'Tell the cost: Story bread' }).click()
    await page.getByRole('textbox', { name: 'A piece costs, EUR' }).fill('1.5')
    await page.getByLabel('From the day').fill('2026-05-01')
    await shoot(page, 'products-by-hand')
    expect(await seriousFindings(page)).toEqual([])
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('€1.50 from May 1, 2026').waitFor()
  })

  it('is forgotten again', async () => {
    const { page, complaints } = browser
    for (const cost of ['€1.255 from Mar', '€1.30 from Apr', '€1.50 from May']) {
      await page.getByRole('button', { name: `Forget: Story bread, ${cost}` }).click()
      await page.getByText(cost).waitFor({ state: 'detached' })
    }
    expect(complaints).toEqual([])
  })
})
