import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { asked, type Browser, openBrowser, overflow, seriousFindings, settled, shoot } from '../browser'

/** The owner puts a letter together by mouse and keyboard, and gives all letters one look. */
describe('letters of blocks', () => {
  let owner: Browser
  let campaign = ''
  beforeAll(async () => {
    owner = await openBrowser({})
  })
  afterAll(async () => {
    if (campaign) await asked(`/api/v1/campaigns/${campaign}`, { method: 'DELETE' })
    await owner.close()
  })

  const shown = () => owner.page.frameLocator('iframe').locator('body')
  const list = () => owner.page.getByRole('list', { name: 'Blocks of the letter' })
  const titles = () => list().getByRole('button', { name: /^\d+\. / })

  it('have one look, which is refused where it could not be read', async () => {
    const { page } = owner
    await page.goto(`${inject('demo')}/act/letters`)
    await settled(page)
    await page.getByRole('textbox', { name: 'Words', exact: true }).fill('#fafafa')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText(/contrast/).first().waitFor()
    await page.getByRole('textbox', { name: 'Words', exact: true }).fill('#222222')
    await page.getByRole('textbox', { name: 'Buttons and links' }).fill('#0a58ca')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Saved').waitFor()
    await page.waitForFunction(() =>
      document.querySelector('iframe')?.srcdoc.includes('#0a58ca'),
    )
    expect(await seriousFindings(page)).toEqual([])
    await shoot(page, 'letters-brand')
  })

  it('share what is said again and again', async () => {
    const { page } = owner
    await page.getByRole('button', { name: 'New snippet' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Hours')
    await dialog.getByRole('button', { name: /^1\. Text/ }).click()
    await dialog.getByRole('textbox', { name: 'Words' }).fill('Open from eight to six')
    expect(await seriousFindings(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('cell', { name: 'Hours English' }).waitFor()
  })

  it('are put together by a press for each block, and seen beside', async () => {
    const { page } = owner
    await page.goto(`${inject('demo')}/act/campaigns`)
    await page.getByRole('button', { name: 'New campaign' }).click()
    await page.getByRole('list', { name: 'Blocks of the letter' }).waitFor()
    campaign = page.url().split('/').at(-1) ?? ''
    await settled(page)
    const palette = page.getByRole('group', { name: 'Put into the letter' })
    await palette.getByRole('button', { name: 'Heading' }).click()
    await page.getByText('It says nothing yet', { exact: false }).first().waitFor()
    await page.getByRole('textbox', { name: 'Words' }).fill('Fresh at eight')
    await shown().getByText('Fresh at eight').waitFor()
    await page.getByRole('button', { name: 'Fill in for each reader: Words' }).click()
    await page.getByRole('menuitem', { name: 'Name of the shop' }).click()
    await shown().getByText('Fresh at eight', { exact: false }).waitFor()
    await palette.getByRole('button', { name: 'Snippet' }).click()
    await page.getByRole('combobox', { name: 'Snippet' }).click()
    await page.getByRole('option', { name: 'Hours' }).click()
    await shown().getByText('Open from eight to six').waitFor()
    await page.getByText('The draft is kept.').waitFor()
    await settled(page)
    expect(await seriousFindings(page)).toEqual([])
    await shoot(page, 'letter-of-blocks')
  })

  it('are moved by the keyboard, and every change is taken back', async () => {
    const { page } = owner
    await list().getByRole('button', { name: /^9\. Snippet/ }).click()
    const before = await titles().allTextContents()
    await titles().nth(1).focus()
    await page.keyboard.press('Alt+ArrowDown')
    await list().getByRole('button', { name: /^3\. Text Hello/, expanded: true }).waitFor()
    await page.getByRole('button', { name: 'Undo' }).click()
    expect(await titles().allTextContents()).toEqual(before)
    await page.getByRole('button', { name: 'Redo' }).click()
    expect(await titles().allTextContents()).not.toEqual(before)
    await page.keyboard.press('Control+z')
    expect(await titles().allTextContents()).toEqual(before)
  })

  it('fit a telephone, on the sheet and on the screen', async () => {
    const { page } = owner
    await page.getByRole('radiogroup', { name: 'Width of the preview' }).getByText('Telephone').click()
    await page.setViewportSize({ width: 390, height: 844 })
    await settled(page)
    expect(await overflow(page)).toBe(0)
    await shoot(page, 'letter-of-blocks-phone')
    await page.setViewportSize({ width: 1360, height: 900 })
  })

  it('stand in journeys too, with the check that campaigns have', async () => {
    const { page } = owner
    const recipes = await (await asked('/api/v1/journeys/recipes?language=en')).json()
    const plan = { ...recipes[0].plan, name: 'Thanks in blocks' }
    const body = JSON.stringify({ plan })
    const { id } = await (await asked('/api/v1/journeys', { method: 'POST', body })).json()
    await page.goto(`${inject('demo')}/act/journeys/${id}?step=thanks&view=list`)
    await page.getByRole('list', { name: 'Blocks of the letter' }).waitFor()
    await shown().getByText('thank you for choosing us', { exact: false }).waitFor()
    await page.getByRole('button', { name: 'Visit the links' }).waitFor()
    await settled(page)
    expect(await seriousFindings(page)).toEqual([])
    await shoot(page, 'journey-letter')
    expect((await asked(`/api/v1/journeys/${id}`, { method: 'DELETE' })).status).toBe(204)
    expect(owner.complaints.filter((one) => !one.includes('422'))).toEqual([])
  })
})
