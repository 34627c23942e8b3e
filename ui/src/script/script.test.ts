import { beforeEach, describe, expect, it, vi } from 'vitest'
import { Caller } from './caller'
import { Post } from './post'
import { Visitor } from './visitor'

type Sent = { writeKey: string; batch: Record<string, unknown>[] }

/** A shop that answers with these statuses, the last of them for ever. */
function shopAnswering(...statuses: number[]) {
  const heard: Sent[] = []
  vi.stubGlobal('fetch', async (_: string, { body }: { body: string }) => {
    heard.push(JSON.parse(body))
    const status = statuses.length > 1 ? statuses.shift() : statuses[0]
    if (status === 0) throw new TypeError('no connection')
    return { status }
  })
  return heard
}

function site({ mustBeAsked = false } = {}) {
  return new Caller(
    new Visitor(localStorage, mustBeAsked),
    new Post('/v1/batch', 'rk_1', localStorage),
  )
}

describe('the script of a site', () => {
  beforeEach(() => {
    localStorage.clear()
    vi.useFakeTimers()
  })

  it('tells several events at once, of one visitor, each under a name of its own', async () => {
    const heard = shopAnswering(200)
    const regulars = site()
    regulars.push(['track', 'Product Viewed', { price: 4.5 }], ['identify', '42', { name: 'Anna' }])
    await vi.advanceTimersByTimeAsync(1_000)
    expect(heard).toHaveLength(1)
    const [viewed, known] = heard[0]?.batch ?? []
    expect(viewed).toMatchObject({ type: 'track', event: 'Product Viewed' })
    expect(known).toMatchObject({ type: 'identify', userId: '42', traits: { name: 'Anna' } })
    expect(known?.anonymousId).toBe(viewed?.anonymousId)
    expect(known?.messageId).not.toBe(viewed?.messageId)
  })

  it('keeps what nobody took, over the end of the page, and tells the same again', async () => {
    const first = shopAnswering(0, 503)
    site().track('Smelled a cake')
    await vi.advanceTimersByTimeAsync(2_000)
    expect(first.length).toBeGreaterThan(1)
    const again = shopAnswering(200)
    site()
    await vi.advanceTimersByTimeAsync(1_000)
    expect(again[0]?.batch[0]?.messageId).toBe(first[0]?.batch[0]?.messageId)
    expect(localStorage.getItem('regulars.post')).toBeNull()
  })

  it('sends no more at once than a shop takes, and the rest after it', async () => {
    const heard = shopAnswering(200)
    const regulars = site()
    for (let nth = 0; nth < 8; nth += 1) regulars.track('Wrote', { text: 'x'.repeat(30_000) })
    await vi.advanceTimersByTimeAsync(1_000)
    expect(heard.map(({ batch }) => batch.length)).toEqual([3, 3, 2])
  })

  it('tells at once, and once, when the page goes away', async () => {
    const heard = shopAnswering(200)
    const post = new Post('/v1/batch', 'rk_1', localStorage)
    post.send({ messageId: 'm1' })
    post.leave()
    await vi.advanceTimersByTimeAsync(1_000)
    expect(heard.map(({ batch }) => batch)).toEqual([[{ messageId: 'm1' }]])
  })

  it('does not insist on what is refused for ever', async () => {
    const heard = shopAnswering(401)
    site().track('Smelled a cake')
    await vi.advanceTimersByTimeAsync(600_000)
    expect(heard).toHaveLength(1)
  })

  it('keeps and tells nothing of who must be asked, until he says yes, and after he says no', async () => {
    const heard = shopAnswering(200)
    const regulars = site({ mustBeAsked: true })
    regulars.track('Unheard')
    regulars.alias('42')
    await vi.advanceTimersByTimeAsync(1_000)
    expect([heard.length, localStorage.length]).toEqual([0, 0])
    regulars.consent()
    site({ mustBeAsked: true }).track('Heard')
    await vi.advanceTimersByTimeAsync(1_000)
    expect(heard[0]?.batch.map(({ event }) => event)).toEqual(['Heard'])
    regulars.consent(false)
    regulars.track('Unheard')
    await vi.advanceTimersByTimeAsync(1_000)
    expect([heard.length, localStorage.length]).toEqual([1, 0])
  })

  it('is somebody else after signing out', async () => {
    const heard = shopAnswering(200)
    const regulars = site()
    regulars.identify('42')
    regulars.reset()
    regulars.track('Smelled a cake')
    await vi.advanceTimersByTimeAsync(1_000)
    const [known, other] = heard[0]?.batch ?? []
    expect(other?.userId).toBeUndefined()
    expect(other?.anonymousId).not.toBe(known?.anonymousId)
  })
})
