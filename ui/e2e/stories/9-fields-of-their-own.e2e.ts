import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import {
  asked,
  type Browser,
  openBrowser,
  overflow,
  seriousFindings,
  settled,
  shoot,
} from '../browser'

/** A day so many days from today, as a birthday without its year. */
function inDays(n: number) {
  const day = new Date(Date.now() + n * 86_400_000)
  const month = day.toLocaleDateString('en', { month: 'long', timeZone: 'UTC' })
  return { day: day.getUTCDate(), month }
}

/** A shop thinks of a field, writes a value down, asks for it, and sees what it was before. */
describe('fields of their own', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await openBrowser({})
    await browser.page.goto(`${inject('demo')}/settings/fields`)
    await settled(browser.page)
  })
  afterAll(() => browser.close())

  it('a field is thought of in the settings', async () => {
    const { page } = browser
    await page.getByRole('button', { name: 'Add a field' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Name · English').fill('Favourite loaf')
    await dialog.getByLabel('Name · Українська').fill('Улюблений хліб')
    await dialog.getByRole('combobox', { name: 'Kind' }).click()
    await page.getByRole('option', { name: 'One of a list' }).click()
    for (const loaf of ['Rye', 'Wheat']) {
      await dialog.getByLabel('Values of the list').fill(loaf)
      await page.keyboard.press('Enter')
    }
    expect(await dialog.getByLabel('Key').inputValue()).toBe('favourite_loaf')
    expect(await seriousFindings(page)).toEqual([])
    await shoot(page, 'new-field')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await dialog.waitFor({ state: 'detached' })
    await page.getByText('Rye, Wheat').waitFor()
    expect(await seriousFindings(page)).toEqual([])
    expect(await overflow(page)).toBeLessThanOrEqual(0)
  })

  it('is written down on the card, with what it was before beside it', async () => {
    const { page } = browser
    await page.goto(`${inject('demo')}/customers`)
    await settled(page)
    await page.locator('tbody a').first().click()
    await page.waitForURL(/customers\/cus_/)
    await settled(page)
    for (const loaf of ['Rye', 'Wheat']) {
      await page.getByRole('button', { name: 'Write down' }).click()
      const dialog = page.getByRole('dialog')
      await dialog.getByRole('combobox', { name: 'Favourite loaf' }).click()
      await page.getByRole('option', { name: loaf, exact: true }).click()
      const { day, month } = inDays(3)
      await dialog.getByLabel('Birthday · day').fill(String(day))
      await dialog.getByRole('combobox', { name: 'Birthday · month' }).click()
      await page.getByRole('option', { name: month, exact: true }).click()
      expect(await seriousFindings(page)).toEqual([])
      await shoot(page, 'write-fields-down')
      await dialog.getByRole('button', { name: 'Save' }).click()
      await dialog.waitFor({ state: 'detached' })
    }
    await page.getByRole('button', { name: 'What “Favourite loaf” was before' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('Rye → Wheat').first().waitFor()
    await dialog.getByText('not known → Rye').first().waitFor()
    await shoot(page, 'field-past')
    await dialog.getByRole('button', { name: 'Close' }).click()
    await page.getByText('Favourite loaf: Rye → Wheat').first().waitFor()
    await shoot(page, 'card-with-fields')
  })

  it('the timeline shows the profile alone', async () => {
    const { page } = browser
    await page.getByLabel('Show only').selectOption('profile')
    await settled(page)
    await page.getByText('Favourite loaf: Rye → Wheat').first().waitFor()
    expect(await page.getByText(/^Order /).count()).toBe(0)
    await page.getByLabel('Until').fill('2000-01-01')
    await page.getByText('Nothing of this kind has happened.').waitFor()
  })

  it('a segment is made of a birthday that comes', async () => {
    const { page } = browser
    const rule = 'birthday is within next 7 days and field "favourite_loaf" is "Wheat"'
    await page.goto(`${inject('demo')}/know/segments/new?text=${encodeURIComponent(rule)}`)
    await settled(page)
    await page.getByText('comes within the next').waitFor()
    await page.getByText('Favourite loaf').waitFor()
    expect(await seriousFindings(page)).toEqual([])
    await shoot(page, 'segment-of-fields')
    const body = JSON.stringify({ text: rule })
    const found = await (await asked('/api/v1/segments/preview', { method: 'POST', body })).json()
    expect(found.count).toBe(1)
  })
})
