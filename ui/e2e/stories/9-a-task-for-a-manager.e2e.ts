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

const FILE = `name = "Look after them"
language = "en"
hold_out = 0.1

[enter]
when = "order_placed"

[[step]]
name = "ring"
task = "Call {{ customer.first_name or 'them' }}"
details = "Orders so far: {{ customer.orders }}"
assign = "sales"
due = "2 days"
at_most = "5 days"
late = "tell"

[[step]]
name = "rest"
wait = "1 day"

[[step]]
name = "tell"
call = "https://crm.example.test/in"
failed = "end"
`

type Named = { id: string; name: string | null }

/** What a journey asks of the staff and of other programs, and what somebody writes down himself. */
describe('a task for a manager', () => {
  let browser: Browser
  let id = ''
  let customer: Named
  beforeAll(async () => {
    browser = await openBrowser({})
    const made = await asked('/api/v1/journeys', {
      method: 'POST',
      body: JSON.stringify({ text: FILE }),
    })
    id = (await made.json()).id
    customer = (await (await asked('/api/v1/customers?limit=1')).json()).items[0]
  })
  afterAll(() => browser.close())

  it('the steps are drawn with their ways, and the replay counts them', async () => {
    const { page } = browser
    await page.goto(`${inject('demo')}/act/journeys/${id}?step=ring`)
    await settled(page)
    await page.getByText('crm.example.test').first().waitFor()
    await page.getByText('taken', { exact: true }).waitFor()
    await page.getByText(/tasks for the staff and .* calls of other programs/).waitFor()
    expect(await seriousFindings(page)).toEqual([])
    expect(await overflow(page)).toBeLessThanOrEqual(0)
    await shoot(page, 'journey-with-a-task')
    await page.getByLabel('Whose').fill('owner')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('(owner)').first().waitFor()
  })

  it('somebody writes a task down on a card and it is done with a note', async () => {
    const { page } = browser
    await page.goto(`${inject('demo')}/customers/${customer.id}`)
    await settled(page)
    await page.getByRole('button', { name: 'New task' }).click()
    await page.getByLabel('What is to be done').fill('Ask about the rye bread')
    await page.getByLabel('Until this day').fill('2020-01-31')
    await page.getByRole('button', { name: 'Keep', exact: true }).click()
    await page.getByText('A task: Ask about the rye bread').first().waitFor()

    await page.goto(`${inject('demo')}/act/tasks`)
    await settled(page)
    await page.getByText('1 is late', { exact: false }).waitFor()
    expect(await seriousFindings(page)).toEqual([])
    expect(await overflow(page)).toBeLessThanOrEqual(0)
    await shoot(page, 'tasks')
    await page.getByRole('button', { name: 'Done: Ask about the rye bread' }).click()
    await page.getByLabel('What came of it').fill('She wants it on Fridays')
    expect(await seriousFindings(page)).toEqual([])
    await page.getByRole('button', { name: 'It is done' }).click()
    await page.getByText('Nothing is to be done.', { exact: false }).waitFor()
    await page.getByText('Ended', { exact: true }).click()
    await page.getByText('She wants it on Fridays', { exact: false }).waitFor()

    await page.goto(`${inject('demo')}/customers/${customer.id}?kind=messages`)
    await settled(page)
    await page.getByText('Task done: Ask about the rye bread – She wants it on Fridays').waitFor()
    expect(await seriousFindings(page)).toEqual([])
    await shoot(page, 'card-with-tasks')
  })
})
