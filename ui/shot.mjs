import { chromium } from 'playwright-core'
const [,, base, out, width, lang, scheme, ...paths] = process.argv
const b = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] })
const p = await b.newPage({ viewport: { width: Number(width), height: 1000 }, locale: lang, colorScheme: scheme })
p.on('pageerror', (e) => console.log('ERR', e.message))
p.on('console', (m) => m.type() === 'error' && console.log('CON', m.text().slice(0, 200)))
let n = 0
for (const path of paths) {
  await p.goto(base + path)
  await p.waitForSelector('h1', { timeout: 90000 })
  await p.waitForLoadState('networkidle')
  await p.waitForTimeout(12000)
  await p.screenshot({ path: `${out}-${n++}.png`, fullPage: true })
}
await b.close()
