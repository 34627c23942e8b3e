import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type Browser, openBrowser, seriousFindings, settled, shoot } from '../browser'

/** From an idea to a rule, to its text and back, to a name, to its people and a letter for them. */
describe('segments', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await openBrowser({})
    await browser.page.goto(`${inject('demo')}/know/segments`)
    await settled(browser.page)
  })
  afterAll(() => browser.close())

  it('opens an idea as a sentence that counts itself', async () => {
    const { page } = browser
    await page.getByRole('link', { name: 'Regulars gone quiet' }).click()
    await page.getByRole('button', { name: 'days since the last order · Figure' }).waitFor()
    await page.getByText(/^of [\d,]+ customers · [\d.]+%$/).waitFor()
    expect(await seriousFindings(page)).toEqual([])
    await shoot(page, 'segment-sentence')
  })

  it('changes a word and adds a condition, and the address remembers it', async () => {
    const { page } = browser
    await page.getByRole('textbox', { name: 'Number', exact: true }).fill('5')
    await page.getByRole('button', { name: 'Add a condition' }).click()
    await page.getByRole('menuitem', { name: /^Consent/ }).click()
    await page.waitForURL(/orders\+%3E%3D\+5.+consent\+marketing\+email\+is\+granted/)
    await page.reload()
    await page.getByRole('button', { name: 'agreed · Answer' }).waitFor()
  })

  it('shows the same rule as text and says where it cannot be read', async () => {
    const { page } = browser
    await page.getByText('Text', { exact: true }).click()
    const area = page.getByRole('textbox', { name: 'The rule as text' })
    await area.fill('orders >= 5 and days since lst order > 60')
    await page.getByText('Line 1, character 28: “lst” cannot stand here.').waitFor()
    expect(await page.getByRole('button', { name: 'Save', exact: true }).isDisabled()).toBe(true)
    expect(await seriousFindings(page)).toEqual([])
    await shoot(page, 'segment-fault')
    await page.getByRole('button', { name: 'last order' }).click()
    await page.getByText(/^Type as you would say it/).waitFor()
    await page.getByText('Sentence', { exact: true }).click()
    await page.getByRole('button', { name: 'more than · Comparison' }).waitFor()
  })

  it('is saved under a name, which no other segment has', async () => {
    const { page } = browser
    await page.getByRole('textbox', { name: 'Name' }).fill('Quiet for two months')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByRole('heading', { name: 'Quiet for two months', level: 1 }).waitFor()
    await page.goto(`${inject('demo')}/know/segments/new?text=orders+>+9`)
    await page.getByRole('textbox', { name: 'Name' }).fill('Quiet for two months')
    await page.getByText('There is a segment of this name already.').waitFor()
  })

  it('does not stand on itself', async () => {
    const { page, complaints } = browser
    const own = encodeURIComponent('in segment "Quiet for two months"')
    await page.goto(`${inject('demo')}/know/segments/Quiet for two months?text=${own}`)
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('A segment cannot stand on itself', { exact: true }).waitFor()
    expect(complaints.splice(0).every((said) => said.includes('409'))).toBe(true)
  })

  it('leads to its customers and to a letter for them', async () => {
    const { page } = browser
    await page.goto(`${inject('demo')}/know/segments`)
    await page.getByRole('link', { name: 'Quiet for two months' }).click()
    await page.getByRole('link', { name: 'Show these customers' }).click()
    await page.getByRole('button', { name: /^segment “Quiet for two months” · / }).waitFor()
    await settled(page)
    expect(await page.locator('tbody tr[aria-rowindex]').count()).toBeGreaterThan(0)
    await page.goBack()
    await page.getByRole('button', { name: 'Write to them' }).click()
    await page.getByRole('heading', { name: 'Whom' }).waitFor()
    await page.getByRole('button', { name: /^segment “Quiet for two months” · / }).waitFor()
    await settled(page)
    expect(await seriousFindings(page)).toEqual([])
    await page.getByRole('button', { name: 'Delete the draft' }).click()
    await page.getByRole('heading', { name: 'Campaigns', level: 1 }).waitFor()
  })

  it('is removed after saying what goes', async () => {
    const { page, complaints } = browser
    await page.goto(`${inject('demo')}/know/segments/Quiet for two months`)
    await page.getByRole('button', { name: 'What else can be done with the segment' }).click()
    await page.getByRole('menuitem', { name: 'Remove' }).click()
    await page.getByText(/^Only the rule goes/).waitFor()
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
    await page.getByRole('heading', { name: 'Segments', level: 1 }).waitFor()
    await settled(page)
    expect(await page.getByRole('link', { name: 'Quiet for two months' }).count()).toBe(0)
    expect(complaints).toEqual([])
  })
})
