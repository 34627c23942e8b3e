import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type Browser, openBrowser, overflow, seriousFindings, settled, shoot } from '../browser'

/** The site of a shop: one page that carries the script and tells of one event. */
async function openSite(regulars: string, key: string) {
  const lines = `<!doctype html><title>Honey cake</title>
    <script async src="${regulars}/regulars.js" data-key="${key}"></script>
    <script>
      regulars = window.regulars || []
      regulars.push(['track', 'Smelled a cake', { product_id: '42' }])
    </script>`
  const server = createServer((_, answer) => {
    answer.setHeader('content-type', 'text/html')
    answer.end(lines)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  const close = () => new Promise((done) => server.close(done))
  return { address: `http://127.0.0.1:${port}`, close }
}

/** A site gets its key, is heard while the owner looks on, and is silenced again. */
describe('what we hear', () => {
  let browser: Browser
  let secret = ''
  beforeAll(async () => {
    browser = await openBrowser({})
    await browser.page.goto(`${inject('demo')}/collect/sources`)
    await settled(browser.page)
  })
  afterAll(() => browser.close())

  /** Tells one visit of somebody without a name, and one event that makes no sense. */
  const tell = () => {
    const visit = { type: 'page', anonymousId: 'a1', messageId: 'm1', name: 'Cakes' }
    const nonsense = { type: 'track', anonymousId: 'a1', messageId: 'm2' }
    return fetch(`${inject('demo')}/v1/batch`, {
      method: 'POST',
      body: JSON.stringify({ writeKey: secret, batch: [visit, nonsense] }),
    })
  }

  it('begins with nobody and with lines that are ready', async () => {
    const { page } = browser
    await page.getByRole('heading', { name: 'Nobody tells the shop anything yet' }).waitFor()
    await page.getByText('/regulars.js').first().waitFor()
    expect(await seriousFindings(page)).toEqual([])
    await shoot(page, 'nobody-heard')
  })

  it('shows a new key once, beside what to do with it', async () => {
    const { page } = browser
    await page.getByRole('button', { name: 'Connect a source' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('What shall the source be called?').fill('site')
    await dialog.getByRole('button', { name: 'Make a key' }).click()
    await dialog.getByText('This is shown once').waitFor()
    secret = (await dialog.locator('code').first().textContent()) ?? ''
    expect(secret).toMatch(/^rk_[0-9a-f]{48}$/)
    expect(await dialog.locator('pre').first().textContent()).toContain(secret)
    expect(await seriousFindings(page)).toEqual([])
    await shoot(page, 'key-made')
    await dialog.getByRole('button', { name: 'See what comes in' }).click()
    await page.getByText('Nothing has been told lately').waitFor()
  })

  it('shows what is told while it is told, and why something is not taken', async () => {
    const { page } = browser
    expect((await tell()).status).toBe(200)
    await page.getByText('Viewed a page: Cakes').waitFor()
    await page.getByText('somebody without a name').waitFor()
    await page.getByText('A track call needs the name of the event.').waitFor()
    await settled(page)
    expect(await overflow(page)).toBeLessThanOrEqual(0)
    expect(await seriousFindings(page)).toEqual([])
    await shoot(page, 'heard')
    await page.getByText('Not taken', { exact: true }).first().waitFor()
    await page.getByLabel('Show', { exact: true }).getByText('Not taken').click()
    await page.getByText('Viewed a page: Cakes').waitFor({ state: 'detached' })
  })

  it('hears a site that carries the script, on an address of its own', async () => {
    const { page } = browser
    const site = await openSite(inject('demo'), secret)
    const visit = await page.context().newPage()
    await visit.goto(`${site.address}/honey-cake?utm_source=letter`)
    await page.getByLabel('Show', { exact: true }).getByText('All').click()
    await page.getByText('Viewed a page').first().waitFor()
    await page.getByText('Smelled a cake').first().waitFor()
    await visit.close()
    await site.close()
  })

  it('hears nothing more once the key is taken back', async () => {
    const { page, complaints } = browser
    await page.getByRole('button', { name: 'Take back' }).click()
    await page.getByRole('button', { name: 'Take it back' }).click()
    await page.getByText(/^taken back/).waitFor()
    expect((await tell()).status).toBe(401)
    expect(complaints).toEqual([])
  })
})
