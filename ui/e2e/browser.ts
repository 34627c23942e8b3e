import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, chromium, type Page } from 'playwright-core'
import { inject } from 'vitest'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const SHOTS = new URL('./shots/', import.meta.url).pathname

/** Silent about everything a test machine does not have, and never calling home. */
const QUIET = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export const SIZES = { desktop: { width: 1360, height: 900 }, phone: { width: 390, height: 844 } }
export type Size = keyof typeof SIZES
export type Look = {
  language?: string
  colours?: 'light' | 'dark'
  size?: Size
  signedIn?: boolean
}

/** What was asked of the demo shop past the page, as its owner. */
export function asked(path: string, init: RequestInit = {}) {
  const { name, value } = inject('session')
  const headers = { 'content-type': 'application/json', cookie: `${name}=${value}` }
  return fetch(`${inject('demo')}${path}`, { ...init, headers })
}

/** A browser of its own with an empty profile, signed in to the demo shop unless told otherwise. */
export async function openBrowser(look: Look) {
  const { language = 'en', colours = 'light', size = 'desktop', signedIn = true } = look
  const profile = mkdtempSync(join(tmpdir(), 'regulars-page-'))
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: QUIET,
    viewport: SIZES[size],
    colorScheme: colours,
    acceptDownloads: true,
    reducedMotion: 'reduce',
  })
  await context.addInitScript((kept) => {
    // The letter's preview is a sandboxed frame without a storage of its own.
    if (window.top !== window) return
    if (!localStorage.getItem('regulars.language')) localStorage.setItem('regulars.language', kept)
  }, language)
  if (signedIn) {
    const cookie = { ...inject('session'), url: inject('demo'), httpOnly: true }
    await context.addCookies([{ ...cookie, sameSite: 'Lax' }])
  }
  context.setDefaultTimeout(15_000)
  const page = context.pages()[0] ?? (await context.newPage())
  const complaints = listen(page)
  const close = async () => {
    await context.close()
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
  }
  return { page, context, complaints, close }
}

export type Browser = Awaited<ReturnType<typeof openBrowser>>

/** What the page complains about: broken scripts, blocked content, missing files. */
function listen(page: Page): string[] {
  const complaints: string[] = []
  page.on('console', (said) => {
    if (said.type() === 'error') complaints.push(`${said.text()} ${said.location().url}`)
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  return complaints
}

/** Long enough for a question to be asked after the answer it depends on. */
const BREATH = 350

/**
 * Waits until every skeleton has become an answer and every chart is drawn, twice with a breath
 * between: an answer can ask for the next one. (A quiet network says less: the frame of a
 * letter's preview never counts as quiet.)
 */
export async function settled(page: Page) {
  await page.locator('h1').first().waitFor()
  await calm(page)
  await page.waitForTimeout(BREATH)
  await calm(page)
}

async function calm(page: Page) {
  const busy = '[aria-busy=true], .mantine-Skeleton-root'
  await page.waitForFunction((names) => !document.querySelector(names), busy, { timeout: 60_000 })
}

/** Serious findings of axe on what is shown now. */
export async function seriousFindings(page: Page): Promise<string[]> {
  await page.evaluate(AXE)
  const found = await page.evaluate(async () => {
    const { axe } = globalThis as never as { axe: Axe }
    // What passes is not written out: on a long table that takes longer than finding out.
    const { violations } = await axe.run({ resultTypes: ['violations'] })
    return violations
  })
  return found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(
      ({ id, nodes }) =>
        `${id}: ${nodes.map((node) => `${node.target} ${node.failureSummary}`)[0]}`,
    )
}

type Finding = { id: string; impact: string; nodes: { target: string[]; failureSummary: string }[] }
type Axe = { run(options: { resultTypes: string[] }): Promise<{ violations: Finding[] }> }

/** How many pixels the page is wider than the window; a page that fits has none. */
export function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
}

/**
 * A picture of the whole screen to be looked at by a person. The window grows for it, because what
 * is fixed to the window (menu, drawer, dialog) would end where the window does.
 */
export async function shoot(page: Page, name: string) {
  mkdirSync(SHOTS, { recursive: true })
  const usual = page.viewportSize()
  const height = await page.evaluate(() => document.documentElement.scrollHeight)
  if (usual) await page.setViewportSize({ ...usual, height: Math.max(usual.height, height) })
  await page.screenshot({ path: join(SHOTS, `${name}.png`) })
  if (usual) await page.setViewportSize(usual)
}

export type { BrowserContext, Page }
