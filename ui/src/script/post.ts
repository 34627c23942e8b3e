import { attempt, parsed, type Shelf } from './visitor'

const KEPT = 'regulars.post'
/** So long events wait for company. */
const GATHERING = 500
/** So many go at once, and so many are kept while nobody answers. */
const AT_ONCE = 50
const KEPT_MOST = 500
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
  private isUnderWay = false

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
    if (this.waiting.length > 0) void this.request(this.waiting.slice(0, AT_ONCE)).catch(() => {})
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
    if (this.isUnderWay || this.waiting.length === 0) return
    this.isUnderWay = true
    const letters = this.waiting.slice(0, AT_ONCE)
    const status = await this.request(letters).catch(() => 0)
    this.isUnderWay = false
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

  /** As text, because a browser asks the shop first before it sends JSON to another site. */
  private async request(batch: Letter[]) {
    const sentAt = new Date().toISOString()
    const body = JSON.stringify({ writeKey: this.writeKey, sentAt, batch })
    const sent = fetch(this.address, { method: 'POST', body, keepalive: true })
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
