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

const FILE = `name = "Renewal"
language = "en"
hold_out = 0.1
goal = "order_placed"

[enter]
segment = "Everybody"
rule = "everyone"
on = "2030-01-31"
every = "month"
at = "10:00"

[[step]]
name = "mark"
set = "language"
to = "uk"

[[step]]
name = "rest"
wait = "2 days"

[[step]]
name = "note"
text = "Time to renew"
by = "telegram"
`

/** Journeys that people come into on a day: a ready one, and one written by hand. */
describe('a journey by the calendar', () => {
  let browser: Browser
  let id = ''
  beforeAll(async () => {
    browser = await openBrowser({})
    const made = await asked('/api/v1/journeys', {
      method: 'POST',
      body: JSON.stringify({ text: FILE }),
    })
    id = (await made.json()).id
  })
  afterAll(() => browser.close())

  it('the ready ones stand on the page, and one opens with what it would have done', async () => {
    const { page } = browser
    await page.goto(`${inject('demo')}/act/journeys`)
    await settled(page)
    await page.getByRole('heading', { name: 'How to use it' }).waitFor()
    expect(await seriousFindings(page)).toEqual([])
    await shoot(page, 'ready-journeys')
    await page.getByRole('button', { name: /New on your shelf/ }).click()
    await page.waitForURL(/journeys\/jrn_/)
    await settled(page)
    await page.getByText('Comes in who finds something new in his favourite category').first().waitFor()
    await page.getByText(/would have come in/).waitFor()
    expect(await seriousFindings(page)).toEqual([])
    await shoot(page, 'journey-of-arrivals')
  })

  it('is drawn with its days, its fields and its texts, and each is changed in place', async () => {
    const { page } = browser
    await page.goto(`${inject('demo')}/act/journeys/${id}?view=list&step=mark`)
    await settled(page)
    await page.getByText('every month from', { exact: false }).first().waitFor()
    await page.getByText('Telegram: Time to renew').waitFor()
    expect(await seriousFindings(page)).toEqual([])
    expect(await overflow(page)).toBeLessThanOrEqual(0)
    await page.getByLabel('Takes this value').fill('en')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('language: en').waitFor()
    await shoot(page, 'journey-by-the-calendar')
  })

  it('a text that cannot be kept says the line and what to do', async () => {
    const { page } = browser
    await page.goto(`${inject('demo')}/act/journeys/${id}?view=text`)
    await settled(page)
    await page.getByLabel('The journey as a file').fill(FILE.replace('"month"', '"moon"'))
    await page.getByText('line 10, ', { exact: false }).waitFor()
    await page.getByText('`moon` is not day, week, month or year', { exact: false }).waitFor()
    await shoot(page, 'journey-with-a-fault')
  })
})
