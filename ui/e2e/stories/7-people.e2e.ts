import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type Browser, openBrowser, overflow, seriousFindings, settled, shoot } from '../browser'

const PASSWORD = 'dark chocolate cake'

/** An owner invites somebody; she comes in, guards her account, and is let go. */
describe('the people', () => {
  let owner: Browser
  let vera: Browser
  let link = ''
  let secret = ''
  let spare = ''
  beforeAll(async () => {
    owner = await openBrowser({})
    vera = await openBrowser({ language: 'uk', size: 'phone', signedIn: false })
    await owner.page.goto(`${inject('demo')}/settings/people`)
    await settled(owner.page)
  })
  afterAll(async () => {
    await owner.close()
    await vera.close()
  })

  it('are invited by a link that is shown once', async () => {
    const { page } = owner
    await page.getByRole('button', { name: 'Invite somebody' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('E-mail').fill('vera@example.test')
    await dialog.getByLabel('Name').fill('Vera')
    await dialog.getByRole('combobox', { name: 'Role' }).click()
    await page.getByRole('option', { name: 'Support' }).click()
    expect(await seriousFindings(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Make the link' }).click()
    link = (await page.getByRole('dialog').locator('pre').textContent()) ?? ''
    expect(link).toMatch(/\/welcome#[0-9a-f]{64}$/)
    await shoot(page, 'people-link')
    await page.getByRole('button', { name: 'Close' }).click()
    await page.getByText('invited, has not come in yet').waitFor()
  })

  it('choose a password with it and see what their role may see', async () => {
    const { page } = vera
    await page.goto(link)
    await page.getByText('Виберіть пароль для vera@example.test.').waitFor()
    expect(await seriousFindings(page)).toEqual([])
    expect(await overflow(page)).toBeLessThanOrEqual(0)
    await shoot(page, 'welcome')
    await page.getByLabel('Пароль', { exact: true }).fill(PASSWORD)
    await page.getByRole('button', { name: 'Увійти' }).click()
    await page.waitForURL(/\/customers$/)
    await settled(page)
    await page.getByRole('button', { name: 'Меню' }).click()
    expect(await page.getByRole('link', { name: 'Клієнти', exact: true }).count()).toBe(1)
    expect(await page.getByRole('link', { name: 'Люди' }).count()).toBe(0)
    await shoot(page, 'support-menu')
    await page.goto(`${inject('demo')}/settings/people`)
    await page.locator('[role=alert][data-code=no_right]').first().waitFor()
  })

  it('put a code of the telephone beside the password', async () => {
    const { page } = vera
    await page.goto(`${inject('demo')}/account`)
    await settled(page)
    await page.getByLabel('Ваш пароль ще раз').fill(PASSWORD)
    await page.getByRole('button', { name: 'Налаштувати' }).click()
    await page.getByRole('img', { name: 'Зображення для застосунку з кодами' }).waitFor()
    secret = (await page.locator('pre').first().textContent()) ?? ''
    expect(await seriousFindings(page)).toEqual([])
    await shoot(page, 'second-factor')
    await page.getByLabel('Код, який він показує зараз').fill(telephone(secret))
    await page.getByRole('button', { name: 'Підтвердити' }).click()
    await page.getByText('Збережіть ці коди').waitFor()
    spare = ((await page.locator('pre').first().textContent()) ?? '').split('\n')[0] ?? ''
    await shoot(page, 'recovery-codes')
  })

  it('sign out, and in again with a recovery code', async () => {
    const { page } = vera
    await page.getByRole('button', { name: 'Vera · Мій обліковий запис' }).click()
    await page.getByRole('menuitem', { name: 'Вийти' }).click()
    await page.getByRole('heading', { name: 'Вхід' }).waitFor()
    expect(await seriousFindings(page)).toEqual([])
    await shoot(page, 'sign-in')
    await page.getByLabel('Електронна пошта').fill('vera@example.test')
    await page.getByLabel('Пароль', { exact: true }).fill('wrong password')
    await page.getByRole('button', { name: 'Увійти' }).click()
    await page.locator('[role=alert][data-code=wrong_sign_in]').waitFor()
    await page.getByLabel('Пароль', { exact: true }).fill(PASSWORD)
    await page.getByRole('button', { name: 'Увійти' }).click()
    await page.getByLabel('Код із телефона').fill(spare)
    await shoot(page, 'code-needed')
    await page.getByRole('button', { name: 'Увійти' }).click()
    await page.getByRole('heading', { level: 1, name: 'Мій обліковий запис' }).waitFor()
  })

  it('are out at once when they are let go, and the log tells of it', async () => {
    const { page, complaints } = owner
    const row = page.getByRole('row').filter({ hasText: 'vera@example.test' })
    await row.getByRole('button', { name: 'Remove' }).click()
    await row.getByRole('button', { name: 'Really remove' }).click()
    await row.waitFor({ state: 'detached' })
    await vera.page.reload()
    await vera.page.getByRole('heading', { name: 'Вхід' }).waitFor()
    await page.getByRole('link', { name: 'Audit log' }).click()
    await page.getByText('vera@example.test was support').first().waitFor()
    await page.getByText(/^Whole: [\d,]+ entr/).waitFor()
    expect(await seriousFindings(page)).toEqual([])
    await shoot(page, 'audit-log')
    expect(complaints).toEqual([])
  })
})

/** What an authenticator app shows for a secret now (RFC 6238). */
function telephone(secret: string): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  const bits = [...secret].map((c) => letters.indexOf(c).toString(2).padStart(5, '0')).join('')
  const bytes = bits.match(/.{8}/g)?.map((byte) => Number.parseInt(byte, 2)) ?? []
  const step = Buffer.alloc(8)
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)))
  const digest = createHmac('sha1', Buffer.from(bytes)).update(step).digest()
  const from = (digest[19] ?? 0) & 15
  return String((digest.readUInt32BE(from) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}
