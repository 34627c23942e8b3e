import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { asked, type Browser, openBrowser, overflow, seriousFindings, settled, shoot } from '../browser'

const BODY = `<mjml><mj-head><mj-preview>Thank you</mj-preview></mj-head><mj-body><mj-section><mj-column>
<mj-text>Thank you for your order {{ data.order }}.</mj-text></mj-column></mj-section></mj-body></mjml>`

/** The owner writes a receipt, tries it, a program asks for it, and letters get a signature. */
describe('what somebody is owed', () => {
  let owner: Browser
  beforeAll(async () => {
    owner = await openBrowser({})
    await owner.page.goto(`${inject('demo')}/act/messages`)
    await settled(owner.page)
  })
  afterAll(async () => owner.close())

  it('is written once and kept under a name', async () => {
    const { page } = owner
    await page.getByText('No message was asked for yet.', { exact: false }).waitFor()
    await page.getByRole('button', { name: 'Write a text' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Name').fill('order-receipt')
    await dialog.getByLabel('Subject').fill('Your order {{ data.order }}')
    await dialog.getByRole('button', { name: 'Go on in MJML' }).click()
    await dialog.getByRole('button', { name: 'Turn it into MJML' }).click()
    await dialog.getByLabel('Text (MJML)').fill(BODY)
    await dialog.getByText('Your order 1042', { exact: true }).waitFor()
    expect(await seriousFindings(page)).toEqual([])
    await shoot(page, 'message-text')
    await dialog.getByRole('button', { name: 'Keep' }).click()
    await page.getByRole('cell', { name: 'order-receipt English' }).waitFor()
  })

  it('is tried by hand and says what became of it', async () => {
    const { page } = owner
    await page.getByRole('button', { name: 'Send one' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('To whom').fill('guest@example.test')
    await dialog.getByRole('combobox', { name: 'Kept text' }).click()
    await page.getByRole('option', { name: 'order-receipt' }).click()
    await dialog.getByLabel('What fills the text').fill('{ "order": "7-A" }')
    await dialog.getByText('Your order 7-A', { exact: true }).waitFor()
    await shoot(page, 'message-send')
    await dialog.getByRole('button', { name: 'Send', exact: true }).click()
    await dialog.getByText('Taken on', { exact: true }).waitFor()
    expect(await seriousFindings(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Close' }).click()
    await page.getByRole('row', { name: /guest@example\.test.*Your order 7-A.*Sent/ }).waitFor()
    expect(await seriousFindings(page)).toEqual([])
    await shoot(page, 'messages')
  })

  it('is asked for by a program with a key, once', async () => {
    const { page } = owner
    const body = JSON.stringify({
      to: { address: 'guest@example.test' },
      basis: 'contract',
      text_name: 'order-receipt',
      data: { order: '1042' },
      idempotency_key: 'receipt-1042',
    })
    const first = await asked('/api/v1/messages', { method: 'POST', body })
    const again = await asked('/api/v1/messages', { method: 'POST', body })
    expect([first.status, again.status]).toEqual([201, 200])
    expect((await again.json()).id).toBe((await first.json()).id)
    await page.reload()
    await settled(page)
    await page.getByLabel('Find an address, a name or a subject').fill('1042')
    await page.getByRole('row', { name: /Your order 1042/ }).waitFor()
    expect(await page.getByRole('row', { name: /Your order 1042/ }).count()).toBe(1)
  })

  it('is refused for an address that is given up, and why is told', async () => {
    const { page } = owner
    const gone = { channel: 'email', address: 'gone@example.test', note: 'asked us by phone' }
    await asked('/api/v1/contact/suppressions', { method: 'POST', body: JSON.stringify(gone) })
    const body = { to: { address: gone.address }, basis: 'contract', text_name: 'order-receipt' }
    const answer = await asked('/api/v1/messages', {
      method: 'POST',
      body: JSON.stringify({ ...body, data: { order: '1' } }),
    })
    expect((await answer.json()).reason).toBe('given_up_by_hand')
    await page.getByLabel('Find an address, a name or a subject').fill('gone@')
    await page.getByRole('row', { name: /Refused.*taken off by somebody of the shop/ }).waitFor()
    await shoot(page, 'messages-refused')
    // Other stories find the demo shop as it was.
    await asked('/api/v1/contact/suppressions/lift', { method: 'POST', body: JSON.stringify(gone) })
  })

  it('leaves signed once a key was made and its record copied', async () => {
    const { page } = owner
    const before = await (await asked('/api/v1/channels/email')).json()
    const say = (settings: object) =>
      asked('/api/v1/channels/email', { method: 'PUT', body: JSON.stringify(settings) })
    await say({ ...before, from_address: 'hello@bakery.test' })
    await page.goto(`${inject('demo')}/settings`)
    await settled(page)
    await page.getByLabel('Name of the key').fill('mail1')
    await page.getByRole('button', { name: 'Make a key' }).click()
    const key = page.getByRole('group', { name: 'mail1' })
    await key.getByText(/^mail1\._domainkey\./).waitFor()
    await key.getByText(/^v=DKIM1; k=rsa; p=MII/).waitFor()
    await key.getByRole('button', { name: 'Let it sign' }).click()
    await key.getByText('Signs', { exact: true }).waitFor()
    expect(await seriousFindings(page)).toEqual([])
    await shoot(page, 'signing')
    await key.getByRole('button', { name: 'Stop signing' }).click()
    await key.getByRole('button', { name: 'Throw away' }).click()
    await key.waitFor({ state: 'detached' })
    await say(before)
  })

  it('is not what a campaign says, whose letter is looked at before it starts', async () => {
    const { page } = owner
    const made = await asked('/api/v1/campaigns', {
      method: 'POST',
      body: JSON.stringify({
        name: 'Loud',
        subject: 'ACT NOW, ONLY TODAY',
        body_mjml: BODY.replace('{{ data.order }}', '<a href="/bread">{{ customer.name }}</a>'),
      }),
    })
    const { id } = await made.json()
    await page.goto(`${inject('demo')}/act/campaigns/${id}`)
    await settled(page)
    await page.getByText('There is no way out.', { exact: false }).waitFor()
    await page.getByText('A link is not whole.', { exact: false }).waitFor()
    await page.getByText('The subject is all capitals.', { exact: false }).waitFor()
    expect(await seriousFindings(page)).toEqual([])
    await page.getByRole('heading', { name: 'Check before the start' }).scrollIntoViewIfNeeded()
    await shoot(page, 'letter-check')
    await asked(`/api/v1/campaigns/${id}`, { method: 'DELETE' })
  })

  it('is told on a phone and in the dark too', async () => {
    const phone = await openBrowser({ language: 'uk', colours: 'dark', size: 'phone' })
    await phone.page.goto(`${inject('demo')}/act/messages`)
    await settled(phone.page)
    await phone.page.getByRole('heading', { name: 'Сервісні повідомлення' }).waitFor()
    expect(await overflow(phone.page)).toBeLessThanOrEqual(0)
    expect(await seriousFindings(phone.page)).toEqual([])
    await shoot(phone.page, 'messages-phone')
    expect(phone.complaints).toEqual([])
    await phone.close()
  })
})
