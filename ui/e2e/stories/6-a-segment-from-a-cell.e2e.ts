import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import {
  type Browser,
  openBrowser,
  overflow,
  type Page,
  seriousFindings,
  settled,
  shoot,
} from '../browser'

const NAME = 'Came back in spring'

/** From a cell of the cohort table to a segment, its letter, its other name, its course, its end. */
describe('a segment from a cell', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await openBrowser({})
    await browser.page.goto(`${inject('demo')}/know/cohorts?by=quarter`)
    await settled(browser.page)
  })
  afterAll(() => browser.close())

  it('means exactly the people of the cell', async () => {
    const { page } = browser
    await page.locator('td[data-cell$="-Q1:1"]').first().click()
    const drawer = page.getByRole('dialog')
    const said = await drawer.getByText(/people are counted in this cell/).textContent()
    await drawer.getByRole('link', { name: 'Save as segment' }).click()
    await page.getByRole('textbox', { name: 'Cohort', exact: true }).waitFor()
    await settled(page)
    const people = /^[\d,]+/.exec(said ?? '')?.[0] ?? 'nobody'
    await page.getByText(people, { exact: true }).waitFor()
    expect(await seriousFindings(page)).toEqual([])
    await shoot(page, 'segment-of-a-cell')
  })

  it('is saved under the name it brings and written to in two more presses', async () => {
    const { page } = browser
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByRole('heading', { name: /^Q1 \d{4}, quarter 1$/, level: 1 }).waitFor()
    await page.getByRole('button', { name: 'Write to them' }).click()
    await page.getByRole('button', { name: /^segment “Q1 \d{4}, quarter 1” · / }).waitFor()
    await settled(page)
    await page.getByRole('button', { name: 'Delete the draft' }).click()
    await page.getByRole('heading', { name: 'Campaigns', level: 1 }).waitFor()
  })

  it('is found by Ctrl-K', async () => {
    const { page } = browser
    await page.keyboard.press('Control+k')
    await page.getByPlaceholder('A screen, a segment or a customer').fill('quarter 1')
    const entry = page.getByRole('button', { name: /^Q1 \d{4}, quarter 1/ })
    await entry.waitFor()
    expect(await seriousFindings(page)).toEqual([])
    await entry.click()
    await page.getByRole('heading', { name: /^Q1 \d{4}, quarter 1$/, level: 1 }).waitFor()
  })

  it('takes no name that cannot be one, and then a better one', async () => {
    const { page, complaints } = browser
    await settled(page)
    await choose(page, 'Rename')
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox', { name: 'Name' }).fill('words')
    await dialog.getByRole('button', { name: 'Rename' }).click()
    await dialog.getByText(/^This cannot be a name/).waitFor()
    expect(complaints.splice(0).every((said) => said.includes('422'))).toBe(true)
    expect(await seriousFindings(page)).toEqual([])
    await dialog.getByRole('textbox', { name: 'Name' }).fill(NAME)
    await dialog.getByRole('button', { name: 'Rename' }).click()
    await page.getByRole('heading', { name: NAME, level: 1 }).waitFor()
    expect(decodeURIComponent(new URL(page.url()).pathname)).toBe(`/know/segments/${NAME}`)
  })

  it('has no course on its first day and says from when it will', async () => {
    const { page } = browser
    await page.getByText(/^Kept since .+ From tomorrow on you see here/).waitFor()
    expect(await page.getByRole('button', { name: 'Show', exact: true }).count()).toBe(0)
  })

  it('shows a course of more days as a picture and as numbers', async () => {
    const { page } = browser
    await page.route('**/course', withEarlierDays)
    await page.reload()
    await settled(page)
    await page.getByRole('img', { name: /^Line of how many are in it/ }).waitFor()
    expect(await overflow(page)).toBeLessThanOrEqual(0)
    expect(await seriousFindings(page)).toEqual([])
    await shoot(page, 'segment-course')
    await page.getByText('Show as table', { exact: true }).click()
    await page.getByRole('columnheader', { name: 'Came', exact: true }).waitFor()
    expect(await page.getByRole('rowheader').filter({ hasText: /\d{4}$/ }).count()).toBe(3)
    expect(await seriousFindings(page)).toEqual([])
  })

  it('asks who was in it when a day ended, and says when nobody knows', async () => {
    const { page, complaints } = browser
    const asked = page.waitForRequest(/members\?on=2026-01-03$/)
    await page.getByLabel('Who was in it when this day ended').fill('2026-01-02')
    await page.getByRole('button', { name: 'Show', exact: true }).click()
    await asked
    const drawer = page.getByRole('dialog')
    await drawer.getByText('Who was in the segment then is not known').waitFor()
    expect(new URL(page.url()).searchParams.get('on')).toBe('2026-01-02')
    expect(complaints.splice(0).every((said) => said.includes('409'))).toBe(true)
    await page.keyboard.press('Escape')
    await page.unroute('**/course')
  })

  it('is named on the card of each of its people', async () => {
    const { page } = browser
    await page.goto(`${inject('demo')}/know/segments/${NAME}`)
    await page.getByRole('link', { name: 'Show these customers' }).click()
    await settled(page)
    await page.locator('tbody a').first().click()
    await page.waitForURL(/customers\/cus_/)
    await settled(page)
    expect(await seriousFindings(page)).toEqual([])
    await page.getByRole('link', { name: NAME }).click()
    await page.getByRole('heading', { name: NAME, level: 1 }).waitFor()
  })

  it('has nothing serious against it while its menus are open', async () => {
    const { page, complaints } = browser
    await settled(page)
    const menus = page.locator('main button[aria-haspopup=menu]')
    expect(await menus.count()).toBeGreaterThan(5)
    for (const menu of await menus.all()) {
      await menu.click()
      await page.getByRole('menu').waitFor()
      expect(await seriousFindings(page)).toEqual([])
      await page.keyboard.press('Escape')
      await page.getByRole('menu').waitFor({ state: 'detached' })
    }
    await choose(page, 'Remove')
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
    await page.getByRole('heading', { name: 'Segments', level: 1 }).waitFor()
    expect(complaints).toEqual([])
  })
})

async function choose(page: Page, deed: string) {
  await page.getByRole('button', { name: 'What else can be done with the segment' }).click()
  await page.getByRole('menuitem', { name: deed }).click()
}

/** The shop is a few minutes old; so two days of January stand before today. */
async function withEarlierDays(route: Parameters<Parameters<Page['route']>[1]>[0]) {
  const response = await route.fetch()
  const { days, ...course } = await response.json()
  const earlier = ['2026-01-01', '2026-01-02'].map((day, nth) => ({
    day,
    n_members: days[0].n_members + 2 - nth,
    entered: nth,
    left: 2 * nth,
  }))
  await route.fulfill({ response, json: { ...course, days: [...earlier, ...days] } })
}
