import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type Browser, openBrowser, seriousFindings, settled, shoot } from '../browser'

const DIST = new URL('../../dist', import.meta.url).pathname
/** What the first screen may weigh, compressed. */
const FIRST_LOAD = 300_000

const broken = {
  status: 500,
  contentType: 'application/problem+json',
  body: JSON.stringify({
    type: 'urn:regulars:problem:internal',
    title: 'internal',
    status: 500,
    detail: 'the facts could not be read',
    code: 'internal',
  }),
}

describe('when things fail', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await openBrowser({})
  })
  afterAll(() => browser.close())

  it('a report that breaks says so with its code, and can be asked again', async () => {
    const { page } = browser
    await page.route('**/api/v1/reports/rhythm*', (route) => route.fulfill(broken))
    await page.goto(`${inject('demo')}/know/rhythm`)
    const notice = page.locator('[role=alert][data-code=internal]')
    await notice.waitFor()
    expect(await notice.textContent()).toContain('internal')
    expect(await seriousFindings(page)).toEqual([])
    await shoot(page, 'broken-report')
    await page.unroute('**/api/v1/reports/rhythm*')
    await notice.getByRole('button', { name: 'Try again' }).click()
    await page.getByRole('heading', { name: 'From one order to the next' }).waitFor()
  })

  it('a shop that has heard no order for long says so before anything else', async () => {
    const { page } = browser
    await page.route('**/api/v1/home', async (route) => {
      const response = await route.fetch()
      const home = await response.json()
      home.heard.problems = ['no-recent-orders']
      await route.fulfill({ response, json: home })
    })
    await page.goto(inject('demo'))
    await settled(page)
    expect(await page.locator('main [role=alert], main h2').first().textContent()).toMatch(
      /Something is not heard/,
    )
    expect(await seriousFindings(page)).toEqual([])
    await shoot(page, 'home-unheard')
    await page.unroute('**/api/v1/home')
  })

  it('one broken panel leaves the rest of its screen alone', async () => {
    const { page } = browser
    await page.route('**/api/v1/channels/email', (route) => route.fulfill(broken))
    await page.goto(`${inject('demo')}/settings`)
    await page.locator('[role=alert][data-code=internal]').waitFor()
    await page.getByRole('textbox', { name: 'Name', exact: true }).waitFor()
    await page.unroute('**/api/v1/channels/email')
  })

  it('a program that does not answer is named as such', async () => {
    const { page } = browser
    await page.goto(`${inject('demo')}/settings`)
    await settled(page)
    await page.route('**/api/v1/**', (route) => route.abort())
    await page.getByRole('link', { name: 'Customers', exact: true }).click()
    await page.getByText('Regulars does not answer').first().waitFor()
    await shoot(page, 'no-connection')
    await page.unroute('**/api/v1/**')
  })

  it('an address that leads nowhere shows the way back', async () => {
    const { page } = browser
    await page.goto(`${inject('demo')}/know/horoscope`)
    await page.getByRole('heading', { name: 'Nothing at this address' }).waitFor()
  })

  it('the first load stays below 300 kB compressed', async () => {
    const { page } = browser
    const loaded = new Set<string>()
    page.on('request', (request) => loaded.add(new URL(request.url()).pathname))
    await page.goto(inject('demo'))
    await settled(page)
    const files = [...loaded].map((path) => join(DIST, path)).filter((file) => existsSync(file))
    const bytes = files.filter((file) => statSync(file).isFile()).map(weight)
    expect(bytes.length).toBeGreaterThan(3)
    expect(bytes.reduce((sum, one) => sum + one, 0)).toBeLessThan(FIRST_LOAD)
  })
})

function weight(file: string): number {
  const packed = `${file}.br`
  return statSync(existsSync(packed) ? packed : file).size
}
