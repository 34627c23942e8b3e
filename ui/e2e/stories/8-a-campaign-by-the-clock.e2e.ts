import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { asked, type Browser, openBrowser, overflow, seriousFindings, settled, shoot } from '../browser'

/** A campaign in two ways, every Friday at ten by everybody's own clock; then taken back. */
describe('a campaign by the clock', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await openBrowser({})
    await browser.page.goto(`${inject('demo')}/act/campaigns`)
    await settled(browser.page)
  })
  afterAll(() => browser.close())

  it('says the same thing in two ways, each with its share', async () => {
    const { page } = browser
    await page.getByRole('button', { name: 'New campaign' }).click()
    await page.getByRole('heading', { name: 'Whom' }).waitFor()
    await page.getByRole('button', { name: 'Say it another way too' }).click()
    await page.getByText(/^B · 50%/).waitFor()
    await page.getByLabel('Subject', { exact: true }).fill('The second way')
    await page.getByText('The second way', { exact: true }).waitFor()
    await page.getByText(/^A · 50%/).click()
    await settled(page)
    expect(await page.getByLabel('Subject', { exact: true }).inputValue()).not.toMatch(/second/)
  })

  it('leaves every week at ten, by everybody’s own clock, and says so', async () => {
    const { page } = browser
    await page.getByRole('combobox', { name: 'Leaves' }).click()
    await page.getByRole('option', { name: 'every week' }).click()
    await page.getByLabel('For the first time').fill('2099-11-27T10:00')
    await page.getByText('Mon', { exact: true }).click()
    await page.getByText('Thu', { exact: true }).click()
    await page.getByLabel('By everybody’s own clock').check()
    await page
      .getByText('Leaves every week on Monday and Thursday at 10:00 AM by everybody’s own clock.')
      .first()
      .waitFor()
    await page.getByLabel('Messages a minute, at most').fill('120')
    await page.getByText('The draft is kept.').waitFor()
    await settled(page)
    expect(await seriousFindings(page)).toEqual([])
    await shoot(page, 'campaign-when')
  })

  it('waits for its time, and can be taken back', async () => {
    const { page } = browser
    await page.getByRole('button', { name: 'Look and start' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText(/The audience is counted when it leaves/).waitFor()
    await dialog.getByRole('button', { name: 'Schedule' }).click()
    await page.getByText('Waits for its time').waitFor()
    await page.getByRole('heading', { name: /^Leaves .*2099/ }).waitFor()
    await page.getByText('It has not left yet.').waitFor()
    await settled(page)
    expect(await seriousFindings(page)).toEqual([])
    await shoot(page, 'campaign-scheduled')
    await page.getByRole('button', { name: 'Take back and change' }).click()
    await page.getByRole('button', { name: 'Delete the draft' }).click()
    await page.waitForURL(/\/act\/campaigns$/)
  })

  it('is held to limits and to what the law allows, on the settings page', async () => {
    const { page } = browser
    await page.goto(`${inject('demo')}/settings`)
    await settled(page)
    expect(await page.getByLabel('Nobody’s').isChecked()).toBe(true)
    await page.getByRole('button', { name: 'Show the address' }).click()
    const hook = page.getByLabel('The address for returned mails')
    expect(await hook.inputValue()).toMatch(/\/hooks\/mail\/[\w-]{32}$/)
    expect(await seriousFindings(page)).toEqual([])
  })

  it('writes to no address that was taken off, until somebody says why again', async () => {
    const { page } = browser
    await page.goto(`${inject('demo')}/act/suppressions`)
    await page.getByText('Every address may be written to.').waitFor()
    await page.getByRole('button', { name: 'Take an address off' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Address').fill('Anna@Example.test')
    await dialog.getByLabel('Why').fill('She called and asked')
    expect(await seriousFindings(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Take an address off' }).click()
    await page.getByText('anna@example.test').waitFor()
    await page.getByText('She called and asked').waitFor()
    await settled(page)
    await shoot(page, 'suppressions')
    await page.getByRole('button', { name: 'Write to anna@example.test again' }).click()
    await page.getByRole('dialog').getByLabel('Why').fill('She called again')
    await page.getByRole('dialog').getByRole('button', { name: 'Write again' }).click()
    await page.getByText('Every address may be written to.').waitFor()
  })

  it('tells each way apart in what was read and in what it changed', async () => {
    const { page } = browser
    const tell = async (method: string, path: string, body?: unknown) => {
      const answer = await asked(path, { method, body: JSON.stringify(body) })
      expect(answer.ok, `${method} ${path}: ${answer.status}`).toBe(true)
      return answer.json()
    }
    await tell('PUT', '/api/v1/contact/tracking', { follows: 'everybody' })
    const body_mjml =
      '<mjml><mj-body><mj-section><mj-column><mj-text><a href="https://shop.test">Come</a> ' +
      '<a href="{{ unsubscribe_url }}">Stop</a></mj-text></mj-column></mj-section></mj-body></mjml>'
    const { id } = await tell('POST', '/api/v1/campaigns', {
      name: 'Two ways',
      condition: { quiet_days_max: 20, orders_min: 12 },
      subject: 'First',
      body_mjml,
      hold_out_share: 0.2,
      variants: [{ share: 0.5, subject: 'Second', body_mjml }],
    })
    await tell('POST', `/api/v1/campaigns/${id}/start`)
    await page.goto(`${inject('demo')}/act/campaigns/${id}`)
    await page.getByText('Done', { exact: true }).waitFor({ timeout: 120_000 })
    const read = page.getByRole('table').filter({ hasText: 'May be followed' })
    await read.getByRole('cell', { name: 'B', exact: true }).waitFor()
    expect(await read.getByRole('row').count()).toBe(3)
    expect(await seriousFindings(page)).toEqual([])
    await shoot(page, 'campaign-ways')

    const phone = await openBrowser({ language: 'ru', size: 'phone', colours: 'dark' })
    await phone.page.goto(`${inject('demo')}/learn/effects/${id}`)
    await phone.page.getByRole('heading', { name: 'Каждый вариант' }).waitFor()
    await settled(phone.page)
    expect(await overflow(phone.page)).toBe(0)
    await shoot(phone.page, 'effect-ways-phone-ru')
    await phone.page.goto(`${inject('demo')}/act/campaigns/${id}`)
    await settled(phone.page)
    expect(await overflow(phone.page)).toBe(0)
    await shoot(phone.page, 'campaign-ways-phone-ru')
    await phone.page.goto(`${inject('demo')}/settings`)
    await settled(phone.page)
    expect(await overflow(phone.page)).toBe(0)
    await shoot(phone.page, 'settings-phone-ru')
    await phone.close()
    await tell('PUT', '/api/v1/contact/tracking', { follows: 'nobody' })
  })

  it('fits a telephone in Ukrainian', async () => {
    const phone = await openBrowser({ language: 'uk', size: 'phone' })
    await phone.page.goto(`${inject('demo')}/act/suppressions`)
    await settled(phone.page)
    expect(await overflow(phone.page)).toBe(0)
    await shoot(phone.page, 'suppressions-phone-uk')
    await phone.close()
  })
})
