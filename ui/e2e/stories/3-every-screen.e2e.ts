import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import {
  asked,
  type Browser,
  type Look,
  openBrowser,
  overflow,
  seriousFindings,
  settled,
  shoot,
} from '../browser'

/** A rule with brackets, filters, days, a figure beside another and a list. */
const RULE =
  '(orders >= 3 or not revenue of category "Bread" in last 90 days in top 10%) and ' +
  'days since last order > 1.5 * usual gap and rfm is one of (at-risk, lost)'

/** A cell of the cohort table, with all that it can be asked. */
const CELL =
  'in cohort "2025-W12" period 3 by week rolling counted streak entered first-matching ' +
  'from 2025-03-01 until 2025-06-01'

const SCREENS = [
  'home',
  'customers',
  'customers/duplicates',
  'collect/sources',
  'collect/shops',
  'collect/imports',
  'collect/imports/new',
  'collect/products',
  'collect/spend',
  'collect/privacy',
  'know/metrics',
  'know/catalogue',
  'know/cohorts',
  'know/cohorts?view=lines',
  'know/cohorts?split=product',
  'know/cohorts?split=channel&measure=lifetime-value&view=lines',
  'know/cohorts?mode=brackets&measure=lifetime-profit',
  'know/retention',
  'know/lifecycle',
  'know/lifecycle?period=week',
  'know/segments',
  'know/segments/new',
  `know/segments/new?text=${encodeURIComponent(RULE)}`,
  `know/segments/new?view=text&text=${encodeURIComponent('ordrs >= 3')}`,
  `know/segments/new?text=${encodeURIComponent(CELL)}`,
  'know/rfm',
  'know/rfm/groups',
  'know/abc',
  'know/abc?of=products&value=profit&by=quarter',
  'know/rhythm',
  'know/rhythm?after=2',
  'know/value',
  'know/value?model=pareto-nbd&horizon=life',
  'know/personas',
  'know/personas?k=4',
  'know/leaving',
  'know/leaving?model=boosting&within=30d',
  'know/forecast',
  'know/forecast?of=orders&by=day&each=category',
  'know/recommend',
  'know/revenue',
  'know/revenue?by=category',
  'know/subscriptions',
  'know/acquisition',
  'know/questions',
  `know/questions?sql=${encodeURIComponent('select at, channel, amount from orders')}`,
  `know/questions?sql=${encodeURIComponent('select amonut\nfrom orders')}`,
  'act/campaigns',
  'act/journeys',
  'act/tasks',
  'act/tasks?state=ended&whose=mine',
  'act/messages',
  'act/letters',
  'act/suppressions',
  'learn/effects',
  'settings',
  'settings/people',
  'settings/audit',
  'settings/fields',
  'settings/system',
  'account',
]

const LOOKS: Required<Omit<Look, 'signedIn'>>[] = [
  { language: 'en', colours: 'light', size: 'desktop' },
  { language: 'uk', colours: 'dark', size: 'desktop' },
  { language: 'ru', colours: 'light', size: 'phone' },
  { language: 'en', colours: 'dark', size: 'phone' },
]

for (const look of LOOKS) {
  const name = `${look.language}-${look.colours}-${look.size}`

  describe(`every screen in ${look.language}, ${look.colours}, on a ${look.size}`, () => {
    let browser: Browser
    beforeAll(async () => {
      browser = await openBrowser(look)
    })
    afterAll(() => browser.close())

    for (const screen of SCREENS) {
      it(`${screen} is readable, fits and has nothing serious against it`, async () => {
        const { page, complaints } = browser
        await page.goto(`${inject('demo')}/${screen === 'home' ? '' : screen}`)
        await settled(page)
        await shoot(page, `${name}-${screen.replaceAll(/[/?=&%]/g, '-').slice(0, 60)}`)
        expect(await overflow(page)).toBeLessThanOrEqual(0)
        expect(await page.getAttribute('html', 'lang')).toBe(look.language)
        expect(await page.title()).toMatch(/ · Regulars$/)
        expect(await page.getByText(/\b[a-z]+\.[a-z_]+\.[a-z_]+\b/).count()).toBe(0)
        expect(await seriousFindings(page)).toEqual([])
        expect(complaints.splice(0)).toEqual([])
      })
    }

    it('the page of a saved segment too', async () => {
      const { page, complaints } = browser
      const segment = '/api/v1/segments/Best'
      const body = JSON.stringify({ text: 'revenue in top 10%' })
      expect((await asked(segment, { method: 'PUT', body })).status).toBe(200)
      for (const screen of ['know/segments/Best', 'know/segments']) {
        await page.goto(`${inject('demo')}/${screen}`)
        await settled(page)
        await shoot(page, `${name}-saved-${screen.replaceAll('/', '-')}`)
        expect(await overflow(page)).toBeLessThanOrEqual(0)
        expect(await seriousFindings(page)).toEqual([])
      }
      expect((await asked(segment, { method: 'DELETE' })).status).toBe(204)
      expect(complaints.splice(0)).toEqual([])
    })

    it('the card of a customer too', async () => {
      const { page } = browser
      await page.goto(`${inject('demo')}/customers`)
      await settled(page)
      await page.locator('tbody a').first().click()
      await page.waitForURL(/customers\/cus_/)
      await settled(page)
      await shoot(page, `${name}-customer`)
      expect(await overflow(page)).toBeLessThanOrEqual(0)
      expect(await seriousFindings(page)).toEqual([])
    })
  })
}
