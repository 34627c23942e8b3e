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

/**
 * The owner's own picture, saved and thrown away again:
 *
 *   often   8 8 2 2 V        V  the best, called “Weekly”
 *           8 8 2 2 1
 *           L L 6 3 3        L  the lost, drawn over two squares of those at risk
 *           L 9 7 3 3
 *   rarely  L 9 7 3 3
 */
describe('groups by hand', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await openBrowser({})
    await browser.page.goto(`${inject('demo')}/know/rfm`)
    await settled(browser.page)
  })
  afterAll(() => browser.close())

  it('opens as the picture of the standard groups', async () => {
    const { page } = browser
    await page.getByRole('link', { name: 'Draw the groups' }).click()
    await page.getByRole('heading', { name: 'Your groups', level: 1 }).waitFor()
    await settled(page)
    expect(await square(page, 5, 5).textContent()).toContain('Champions')
    expect(await square(page, 5, 1).textContent()).toContain('some are New')
    expect(await page.getByRole('button', { name: 'Save', exact: true }).isDisabled()).toBe(true)
  })

  it('is drawn over by the mouse', async () => {
    const { page } = browser
    await page.getByRole('radio', { name: /Lost$/ }).check()
    await square(page, 1, 3).hover()
    await page.mouse.down()
    await square(page, 2, 3).hover()
    await page.mouse.up()
    expect(await square(page, 1, 3).textContent()).toContain('Lost')
    expect(await square(page, 2, 3).textContent()).toContain('Lost')
  })

  it('is walked and painted by the keyboard', async () => {
    const { page } = browser
    await page.getByRole('button', { name: 'Add a group' }).click()
    await page.getByRole('textbox', { name: 'Name of the chosen group' }).fill('Lost')
    await page.getByText('Another group has this name.').waitFor()
    await page.getByRole('textbox', { name: 'Name of the chosen group' }).fill('Weekly')
    await page.getByText('“Weekly” has no square, so it will not be kept.').waitFor()
    await square(page, 4, 4).focus()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Space')
    expect(await square(page, 5, 5).textContent()).toContain('Weekly')
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('2')
    expect(await square(page, 4, 5).textContent()).toContain('Loyal')
    expect(await overflow(page)).toBeLessThanOrEqual(0)
    expect(await seriousFindings(page)).toEqual([])
    await shoot(page, 'groups-by-hand')
  })

  it('is what the reports tell by, once it is saved', async () => {
    const { page } = browser
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('Saved', { exact: true }).waitFor()
    await page.getByRole('link', { name: 'Back to the groups' }).click()
    await page.getByRole('link', { name: 'Weekly', exact: true }).waitFor()
    await page.reload()
    await page.getByRole('link', { name: 'Weekly', exact: true }).waitFor()
  })

  it('gives way to the standard groups after saying so', async () => {
    const { page, complaints } = browser
    await page.getByRole('link', { name: 'Draw the groups' }).click()
    await page.getByRole('button', { name: 'Back to the standard groups' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText(/^Your own groups give way to the ten/).waitFor()
    await dialog.getByRole('button', { name: 'Take the standard groups' }).click()
    await dialog.waitFor({ state: 'detached' })
    await settled(page)
    expect(await square(page, 5, 5).textContent()).toContain('Champions')
    expect(await page.getByRole('radio', { name: /Weekly$/ }).count()).toBe(0)
    expect(complaints).toEqual([])
  })
})

function square(page: Page, r: number, f: number) {
  const name = new RegExp(`^Recency ${r} of 5, frequency ${f} of 5:`)
  return page.getByRole('gridcell', { name })
}
