const WHO = 'regulars.who'

type Who = { anonymousId?: string; userId?: string }

/** A place that keeps words over the end of a page. */
export type Shelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

/** Whoever visits: a name we make up, and the one he is known by once he has said so. */
export class Visitor {
  private who: Who & { isAsked?: boolean }

  /** Who must be asked is not heard, and nothing is kept of him, until he says yes. */
  constructor(
    private shelf: Shelf,
    private mustBeAsked: boolean,
  ) {
    this.who = parsed<Who>(attempt(() => shelf.getItem(WHO))) ?? {}
    if (!this.mayBeHeard()) this.forget()
  }

  mayBeHeard(): boolean {
    return !this.mustBeAsked || Boolean(this.who.isAsked)
  }

  /** The names that an event carries. */
  names(): Who {
    this.who.anonymousId ??= crypto.randomUUID()
    this.keep()
    const { anonymousId, userId } = this.who
    return { anonymousId, userId }
  }

  /** From now on he is known by this. */
  is(userId: string) {
    this.who.userId = userId
  }

  /** He was asked and says yes or no; after a no nothing is kept of him. */
  answer(isYes: boolean) {
    this.mustBeAsked = true
    if (!isYes) return this.forget()
    this.who.isAsked = true
    this.names()
  }

  /** Somebody else sits down at the same machine. */
  forget() {
    this.who = {}
    attempt(() => this.shelf.removeItem(WHO))
  }

  private keep() {
    attempt(() => this.shelf.setItem(WHO, JSON.stringify(this.who)))
  }
}

/** What a browser that keeps nothing for us may throw. */
export function attempt<T>(doing: () => T): T | undefined {
  try {
    return doing()
  } catch {
    return undefined
  }
}

/** What was kept, if it still makes sense. */
export function parsed<T>(text: string | null | undefined): T | undefined {
  return attempt(() => (text ? (JSON.parse(text) as T) : undefined))
}
