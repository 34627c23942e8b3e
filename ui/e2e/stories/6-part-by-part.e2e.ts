import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type Browser, openBrowser, seriousFindings, settled, shoot } from '../browser'

/**
 * The owner looks where revenue went part by part, cuts the scores by breaks of the shop's own, and
 * hands in what people subscribe to.
 */
describe('part by part', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await openBrowser({})
    await browser.page.goto(`${inject('demo')}/know/revenue`)
    await settled(browser.page)
  })
  afterAll(() => browser.close())

  it('revenue is divided by category, and every column of the parts adds up', async () => {
    const { page } = browser
    await page.getByRole('button', { name: /Divided by/ }).click()
    await page.getByRole('menuitem', { name: 'by category' }).click()
    await settled(page)
    await shoot(page, 'revenue-by-category')
    expect(await seriousFindings(page)).toEqual([])
    const answer = await page.request.get(
      `${inject('demo')}/api/v1/reports/revenue${new URL(page.url()).search}`,
    )
    const report = await answer.json()
    expect(report.parts.length).toBeGreaterThan(1)
    for (const column of ['base_revenue', 'churned', 'expansion', 'new', 'period_revenue']) {
      const sum = report.parts.reduce(
        (all: number, part: Record<string, { minor: number }>) => all + (part[column]?.minor ?? 0),
        0,
      )
      expect(sum, column).toBe(report[column].minor)
    }
  })

  it('the table has a row for each part', async () => {
    const { page } = browser
    const panel = page.getByRole('radiogroup', { name: 'View' }).last()
    await panel.getByText('Show as table').click()
    await page.getByRole('table', { name: 'Part by part' }).waitFor()
  })

  it('own breaks are kept, and the groups follow them', async () => {
    const { page } = browser
    await page.goto(`${inject('demo')}/know/rfm/groups`)
    await settled(page)
    await page.getByRole('switch', { name: 'Own breaks of frequency' }).check({ force: true })
    await page.getByRole('button', { name: 'Save the breaks' }).click()
    await page.getByText(/^Version \d+, since/).first().waitFor()
    await shoot(page, 'rfm-breaks')
    expect(await seriousFindings(page)).toEqual([])
    await page.goto(`${inject('demo')}/know/rfm`)
    await settled(page)
    await page.getByRole('button', { name: /your own breaks/ }).waitFor()
  })

  it('and fifths are one press away', async () => {
    const { page } = browser
    await page.goto(`${inject('demo')}/know/rfm/groups`)
    await settled(page)
    await page.getByRole('button', { name: 'Back to fifths' }).click()
    await page.getByRole('button', { name: 'Back to fifths' }).waitFor({ state: 'detached' })
  })

  it('a file of subscriptions is tried, taken in, and told month by month', async () => {
    const { page } = browser
    await page.goto(`${inject('demo')}/know/subscriptions`)
    await settled(page)
    const file = { name: 'subscriptions.csv', mimeType: 'text/csv', buffer: Buffer.from(FILE) }
    await page.locator('input[type=file]').setInputFiles(file)
    await page.getByText('2 subscriptions of 2 customers: 3 rows are new').waitFor()
    await page.getByRole('button', { name: 'Take it in' }).click()
    await page.getByText('Taken in: 3 rows are new').waitFor()
    await page.getByRole('table', { name: 'Churn, in both families of formulas' }).waitFor()
    await settled(page)
    await shoot(page, 'subscriptions')
    expect(await seriousFindings(page)).toEqual([])
    expect(browser.complaints).toEqual([])
  })
})

const FILE = `subscription_id,customer_id,date,status,amount,interval
e1,e2e-anna,2025-01-05,active,10.00,month
e1,e2e-anna,2025-02-10,active,25.00,month
e2,e2e-boris,2025-01-20,active,120.00,year
`
