import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type Browser, openBrowser, type Page, seriousFindings, settled, shoot } from '../browser'

/** From home to the cohort table, to the people, to a letter for some, to what it changed. */
describe('the loop', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await openBrowser({})
    await browser.page.goto(inject('demo'))
    await settled(browser.page)
  })
  afterAll(() => browser.close())

  it('says who stays in three sentences, each leading to its report', async () => {
    const { page } = browser
    await page.getByText(/^Of 100 customers who first bought in \w+ \d{4}, \d+ came back/).waitFor()
    await page.getByText(/customers active when \w+ \d{4} began, [\d.]+% still were/).waitFor()
    await page.getByText(/regulars are overdue: silent for \d+ days or more/).waitFor()
    expect(await page.getByRole('button', { name: /^Definition: / }).count()).toBeGreaterThan(2)
    await page.getByRole('link', { name: 'See the rhythm' }).waitFor()
  })

  it('proposes a letter with its expected gain, and opens its draft', async () => {
    const { page } = browser
    await page.getByText(/^Worth about €[\d,]+ \(between €[\d,]+ and €[\d,]+\)/).waitFor()
    await page.getByText(/not yet tested/).waitFor()
    await page.getByRole('button', { name: 'Look and start' }).click()
    await page.getByRole('heading', { name: 'Whom' }).waitFor()
    await page.getByRole('button', { name: /^for \d+ to \d+ days · / }).waitFor()
    await throwAway(page)
  })

  it('changes the question by the words of its sentence, in the address', async () => {
    const { page } = browser
    await page.getByRole('link', { name: 'Cohorts', exact: true }).click()
    await settled(page)
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
  })

  it('makes a draft for exactly the people of a cell', async () => {
    const { page } = browser
    const drawer = page.getByRole('dialog')
    const said = await drawer.getByText(/people are counted in this cell/).textContent()
    await drawer.getByRole('button', { name: 'Write to them' }).click()
    await page.getByRole('heading', { name: 'Whom' }).waitFor()
    await page.getByRole('button', { name: /^cohort of \w+ \d{4}: .+ in month 1 · / }).waitFor()
    await settled(page)
    const people = /^[\d,]+/.exec(said ?? '')?.[0] ?? 'nobody'
    await page.getByText(people, { exact: true }).waitFor()
    expect(await seriousFindings(page)).toEqual([])
    await shoot(page, 'campaign-of-a-cell')
    await throwAway(page)
  })

  it('groups customers by how they came, and writes to those without a promo code', async () => {
    const { page } = browser
    await page.goto(`${inject('demo')}/know/cohorts`)
    await settled(page)
    await page.getByRole('button', { name: /^when they came · / }).click()
    await page.getByRole('menuitem', { name: 'promo code of the first order' }).click()
    await page.waitForURL(/split=coupon/)
    await settled(page)
    await page.getByRole('rowheader', { name: 'Without a code' }).waitFor()
    await page.locator('td[data-cell=":1"]').hover()
    const hint = await page.getByRole('tooltip').textContent()
    expect(hint).toMatch(/people of [\d,]+Of [\d,]+ in all/)
    await page.locator('td[data-cell=":1"]').click()
    const drawer = page.getByRole('dialog')
    await drawer.getByText(/^Customers: Without a code · month 1$/).waitFor()
    await drawer.getByRole('button', { name: 'Write to them' }).click()
    await page.getByRole('button', { name: /^first order without a promo code: / }).waitFor()
    await settled(page)
    expect(await seriousFindings(page)).toEqual([])
    await throwAway(page)
  })

  it('lists only those who refused, and offers no letter to them', async () => {
    const { page } = browser
    await page.getByRole('link', { name: 'Customers', exact: true }).click()
    await page.getByRole('button', { name: /^whatever they said to e-mails · / }).click()
    await page.getByRole('menuitem', { name: 'who refused e-mails' }).click()
    await page.waitForURL(/consent=denied/)
    await settled(page)
    const rows = page.locator('tbody tr[aria-rowindex]')
    expect(await rows.filter({ hasText: 'refused' }).count()).toBe(await rows.count())
    expect(await page.getByRole('button', { name: 'Write to them' }).count()).toBe(0)
    await shoot(page, 'customers-refused')
    await page.getByRole('button', { name: /^who refused e-mails · / }).click()
    await page.getByRole('menuitem', { name: 'who may be written to' }).click()
    await page.getByRole('button', { name: 'Write to them' }).waitFor()
  })

  it('finds a screen by Ctrl-K', async () => {
    const { page } = browser
    await page.keyboard.press('Control+k')
    await page.getByPlaceholder('A screen, a segment or a customer').fill('RFM')
    await page.getByRole('button', { name: 'RFM groups', exact: true }).click()
    await page.getByRole('heading', { name: 'RFM groups', level: 1 }).waitFor()
  })

  it('is told who the letters are from', async () => {
    const { page } = browser
    await page.goto(`${inject('demo')}/settings`)
    const from = page.getByRole('textbox', { name: 'From (address)' })
    await from.fill('hello@corner.example')
    await page.getByRole('textbox', { name: 'Postal address of the shop' }).fill('1 Corner Street')
    const form = page.locator('form').filter({ has: from })
    await form.getByRole('button', { name: 'Save' }).click()
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
    expect(await seriousFindings(page)).toEqual([])
    await shoot(page, 'campaign-result')
    await page.getByRole('combobox', { name: 'Outcome' }).click()
    await page.getByRole('option', { name: 'Held out' }).click()
    await page.waitForURL(/outcome=held_out/)
    await page.getByRole('cell', { name: /^held out of this campaign on purpose/ }).first().waitFor()
  })

  it('tells on a card why this person got no letter', async () => {
    const { page } = browser
    const campaign = page.url()
    await page.getByRole('cell').getByRole('link').first().click()
    await page.getByRole('heading', { name: 'Why written to, or not' }).waitFor()
    await settled(page)
    await page.getByText(/held out of this campaign on purpose/).waitFor()
    expect(await seriousFindings(page)).toEqual([])
    await shoot(page, 'card-why')
    await page.getByRole('link', { name: 'Win-back · Hibernating' }).click()
    await page.getByText(/people decided/).waitFor()
    expect(page.url().split('?')[0]).toBe(campaign.split('?')[0])
  })

  it('says why it cannot be said yet what the letter changed', async () => {
    const { page } = browser
    await page.getByRole('link', { name: 'What did it change?' }).click()
    await page.getByRole('heading', { name: 'The two groups as dealt' }).waitFor()
    await page.getByText(/^No answer, because/).first().waitFor()
  })

  it('says what the letter of last season changed, with its interval', async () => {
    const { page, complaints } = browser
    await page.getByRole('link', { name: 'Effects', exact: true }).click()
    await page.getByRole('link', { name: /^Win-back: a question/ }).click()
    // Its people are dealt anew for every demo shop; some deals leave chance in the interval.
    await page.getByText(/orders, (95% sure it is|but) between/).first().waitFor()
    await settled(page)
    expect(await seriousFindings(page)).toEqual([])
    await shoot(page, 'effect')
    expect(complaints).toEqual([])
  })
})

/** A draft that was only looked at leaves nothing behind. */
async function throwAway(page: Page) {
  await page.getByRole('button', { name: 'Delete the draft' }).click()
  await page.getByRole('heading', { name: 'Campaigns', level: 1 }).waitFor()
}
