import { attempt, parsed, type Shelf } from './visitor'

const KEPT = 'regulars.post'
/** So long events wait for company. */
const GATHERING = 500
/** So many go at once, of so many signs together, and so many are kept while nobody answers. */
const AT_ONCE = 50
const SIGNS_AT_ONCE = 100_000
const KEPT_MOST = 500
/** A request outlives its page only below 64 kB; a sign takes three bytes at most. */
const SIGNS_TO_OUTLIVE = 20_000
/** The first pause after a failure; it doubles up to the last. */
const [PAUSE, PAUSE_MOST] = [1_000, 300_000]

type Letter = { messageId: string } & Record<string, unknown>

/**
 * Events on their way. They are kept until the shop has answered, also over the end of the page;
 * told twice they count once, because each has a name of its own.
 */
export class Post {
  private waiting: Letter[]
  private timer: ReturnType<typeof setTimeout> | undefined
  private pause = PAUSE
  private underWay = new Set<Letter>()

  constructor(
    private address: string,
    private writeKey: string,
    private shelf: Shelf,
  ) {
    this.waiting = parsed<Letter[]>(attempt(() => shelf.getItem(KEPT))) ?? []
    if (this.waiting.length > 0) this.later(GATHERING)
  }

  send(letter: Letter) {
    this.waiting.push(letter)
    this.waiting.splice(0, this.waiting.length - KEPT_MOST)
    this.keep()
    this.later(GATHERING)
  }

  /** The page goes away: what waits goes at once, and is told again next time if nobody answers. */
  leave() {
    clearTimeout(this.timer)
    void this.go()
  }

  /** Nothing that waits may go any more. */
  drop() {
    this.settle(this.waiting)
  }

  private later(pause: number) {
    if (this.timer === undefined) this.timer = setTimeout(() => this.go(), pause)
  }

  private async go() {
    this.timer = undefined
    const letters = this.next()
    if (letters.length === 0) return
    for (const letter of letters) this.underWay.add(letter)
    const status = await this.request(letters).catch(() => 0)
    for (const letter of letters) this.underWay.delete(letter)
    if (status === 0 || status === 429 || status >= 500) {
      this.later(this.pause)
      this.pause = Math.min(2 * this.pause, PAUSE_MOST)
      return
    }
    // Taken, or refused for ever: asking once more would change nothing.
    this.pause = PAUSE
    this.settle(letters)
    if (this.waiting.length > 0) this.later(0)
  }

  /** The oldest that go together; one goes alone however long it is. */
  private next(): Letter[] {
    const ready = this.waiting.filter((letter) => !this.underWay.has(letter))
    let signs = 0
    const beyond = ready.findIndex((letter, nth) => {
      signs += JSON.stringify(letter).length
      return nth > 0 && (nth >= AT_ONCE || signs > SIGNS_AT_ONCE)
    })
    return beyond < 0 ? ready : ready.slice(0, beyond)
  }

  /** As text, because a browser asks the shop first before it sends JSON to another site. */
  private async request(batch: Letter[]) {
    const sentAt = new Date().toISOString()
    const body = JSON.stringify({ writeKey: this.writeKey, sentAt, batch })
    const keepalive = body.length < SIGNS_TO_OUTLIVE
    const sent = fetch(this.address, { method: 'POST', body, keepalive })
    return (await sent).status
  }

  private settle(letters: Letter[]) {
    this.waiting = this.waiting.filter((letter) => !letters.includes(letter))
    this.keep()
  }

  private keep() {
    attempt(() =>
      this.waiting.length > 0
        ? this.shelf.setItem(KEPT, JSON.stringify(this.waiting))
        : this.shelf.removeItem(KEPT),
    )
  }
}
