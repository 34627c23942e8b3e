import type { Post } from './post'
import type { Visitor } from './visitor'

type Words = Record<string, unknown>

/** A call that was written down before the script was there: its name and its words. */
export type Call = [string, ...unknown[]]

const CALLS = ['track', 'page', 'identify', 'group', 'alias', 'consent', 'reset'] as const

/** What the site calls. */
export class Caller {
  constructor(
    private visitor: Visitor,
    private post: Post,
  ) {}

  /** Something happened: `track('Product Viewed', { product_id: '42' })`. */
  track(event: string, properties: Words = {}) {
    this.tell('track', { event, properties })
  }

  /** A page is seen; the script says so by itself unless it has `data-pages="no"`. */
  page(name?: string, properties: Words = {}) {
    this.tell('page', { name, properties: { ...seen(), ...properties } })
  }

  /** He is known: `identify('42', { email: 'anna@example.com' })`; both may be left out. */
  identify(who?: string | Words, traits: Words = {}) {
    const isId = typeof who === 'string'
    if (isId) this.visitor.is(who)
    this.tell('identify', { traits: isId ? traits : (who ?? traits) })
  }

  /** He belongs to a household or a company. */
  group(groupId: string, traits: Words = {}) {
    this.tell('group', { groupId, traits })
  }

  /** He was known by another name. */
  alias(userId: string, previousId?: string) {
    if (!this.visitor.mayBeHeard()) return
    const before = previousId ?? this.visitor.names().anonymousId
    this.visitor.is(userId)
    this.tell('alias', { previousId: before })
  }

  /** He was asked whether he may be heard, see `data-ask`. */
  consent(given = true) {
    this.visitor.answer(given)
    if (!given) this.post.drop()
  }

  /** He signed out: what comes now is of somebody else. */
  reset() {
    this.visitor.forget()
  }

  /** Calls that were written down before. */
  push(...calls: Call[]) {
    for (const [name, ...words] of calls) {
      const known = CALLS.find((call) => call === name)
      if (known) (this[known] as (...words: unknown[]) => void)(...words)
    }
  }

  private tell(type: string, words: Words) {
    if (!this.visitor.mayBeHeard()) return
    this.post.send({
      type,
      messageId: crypto.randomUUID(),
      timestamp: new Date().toISOString(),
      context: {
        library: { name: 'regulars.js', version: '1' },
        locale: navigator.language,
        timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
        page: seen(),
        campaign: campaign(),
      },
      ...this.visitor.names(),
      ...words,
    })
  }
}

function seen() {
  const { href: url, pathname: path, search } = location
  return { url, path, search, title: document.title, referrer: document.referrer }
}

/** The words of an advertisement in the address: `utm_source` is `source`. */
function campaign() {
  const words: Record<string, string> = {}
  for (const [name, value] of new URLSearchParams(location.search)) {
    if (name.startsWith('utm_')) words[name.slice(4)] = value
  }
  return words.campaign ? { ...words, name: words.campaign } : words
}
