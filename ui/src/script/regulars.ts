/**
 * The script of a shop's own site: `<script async src="…/regulars.js" data-key="rk_…"></script>`.
 *
 * It tells visits, and what the site tells by `regulars.track(…)` and `regulars.identify(…)`, in the
 * words of Segment's HTTP API. Calls may come before it is loaded: `regulars = window.regulars || []`
 * and `regulars.push(['track', 'Product Viewed', {…}])`. With `data-ask` nobody is heard before
 * `regulars.consent(true)`, nor is one whose browser asks for privacy; with `data-pages="no"` the
 * site tells its pages itself.
 */
import { type Call, Caller } from './caller'
import { Post } from './post'
import { attempt, type Shelf, Visitor } from './visitor'

declare global {
  interface Window {
    regulars?: Call[] | Caller
  }
  interface Navigator {
    globalPrivacyControl?: boolean
  }
}

/** A browser may forbid a site to keep anything; then every page is somebody new. */
const NOWHERE: Shelf = { getItem: () => null, setItem: () => {}, removeItem: () => {} }

const own = document.currentScript as HTMLScriptElement | null

if (own?.dataset.key && !(window.regulars instanceof Caller)) {
  const { key, ask, pages } = own.dataset
  const shelf = attempt(() => localStorage) ?? NOWHERE
  const visitor = new Visitor(shelf, ask !== undefined || navigator.globalPrivacyControl === true)
  const post = new Post(new URL('/v1/batch', own.src).href, key, shelf)
  const waiting = window.regulars ?? []
  const caller = new Caller(visitor, post)
  window.regulars = caller
  caller.push(...(waiting as Call[]))
  if (pages === undefined) watchPages(caller)
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') post.leave()
  })
}

/** Tells every page that is seen, also those of a site that changes its address by itself. */
function watchPages(caller: Caller) {
  let seen = ''
  const look = () => {
    if (seen === location.pathname + location.search) return
    seen = location.pathname + location.search
    caller.page()
  }
  for (const step of ['pushState', 'replaceState'] as const) {
    const stepped = history[step]
    history[step] = function (this: History, ...how: Parameters<History['pushState']>) {
      stepped.apply(this, how)
      look()
    }
  }
  addEventListener('popstate', look)
  look()
}
