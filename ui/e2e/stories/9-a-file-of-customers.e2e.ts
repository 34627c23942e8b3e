import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type Browser, openBrowser, overflow, seriousFindings, settled, shoot } from '../browser'

/** A club's list: two who can be reached, and one row that names nobody. */
const LIST = `Код,Имя,Фамилия,E-mail,Город,Рассылка
901,Marta,Liepa,marta@club.example,Riga,да
902,Juris,Liepa,juris@club.example,Riga,нет
,Nobody,Liepa,,Riga,
`

/** A shop brings people who have not bought yet, and takes them back. */
describe('a file of customers', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await openBrowser({})
    const { page } = browser
    await page.goto(`${inject('demo')}/collect/imports/new`)
    await settled(page)
    await page.setInputFiles('input[type=file]', {
      name: 'club.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(LIST),
    })
    await page.getByRole('heading', { name: 'What each column means' }).waitFor()
    await settled(page)
  })
  afterAll(() => browser.close())

  it('is recognised by what it lacks, and the choice can be made anew', async () => {
    const { page } = browser
    await page.getByRole('heading', { name: 'A list of customers' }).waitFor()
    expect(await seriousFindings(page)).toEqual([])
    expect(await overflow(page)).toBeLessThanOrEqual(0)
    await shoot(page, 'customers-columns')
    await page.getByText('orders', { exact: true }).click()
    await page.getByText('a needed column is missing').first().waitFor()
    await page.getByText('customers', { exact: true }).click()
    await page.getByRole('heading', { name: 'A list of customers' }).waitFor()
  })

  it('says who would be left out before anybody is taken in', async () => {
    const { page } = browser
    await page.getByRole('button', { name: 'Check the whole file' }).click()
    await page.getByRole('heading', { name: 'This is in the file' }).waitFor({ timeout: 60_000 })
    await page.getByText('2 customers', { exact: true }).waitFor()
    await page.getByText(/the row names nobody/).waitFor()
    expect(await seriousFindings(page)).toEqual([])
    await shoot(page, 'customers-check')
  })

  it('asks only on what ground they may be written to, and takes them in', async () => {
    const { page } = browser
    await page.getByRole('button', { name: 'Go on' }).click()
    await page.getByRole('button', { name: 'Import', exact: true }).waitFor()
    expect(await page.getByLabel('Time zone').count()).toBe(0)
    expect(await seriousFindings(page)).toEqual([])
    await shoot(page, 'customers-ground')
    await page.getByRole('button', { name: 'Import', exact: true }).click()
    await page.getByText('2 of them were not known').waitFor({ timeout: 60_000 })
    expect(await seriousFindings(page)).toEqual([])
    await shoot(page, 'customers-taken-in')
    await page.getByRole('link', { name: 'Open the customers' }).click()
    await settled(page)
    await page.goto(`${inject('demo')}/customers?search=liepa`)
    await page.getByText('Marta Liepa').first().waitFor()
    await page.getByText('Juris Liepa').first().waitFor()
  })

  it('takes along whom only it knew when it is taken back', async () => {
    const { page, complaints } = browser
    await page.goto(`${inject('demo')}/collect/imports`)
    await settled(page)
    await page.getByRole('button', { name: 'Take back… club.csv' }).first().click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('2 customers whom only this import knew').waitFor()
    await shoot(page, 'customers-take-back')
    await dialog.getByRole('button', { name: 'Take it back' }).click()
    await dialog.waitFor({ state: 'detached' })
    await page.getByText('Taken back').first().waitFor({ timeout: 60_000 })
    await page.goto(`${inject('demo')}/customers?search=liepa`)
    await settled(page)
    expect(await page.getByText('Liepa').count()).toBe(0)
    expect(complaints).toEqual([])
  })
})
