import type { JourneyPlan, JourneyStep } from '../queries'

/** A step as a place in the drawing: how many steps lead to it at most, and its lane there. */
export type Spot = { id: string; step: JourneyStep | null; row: number; lane: number; lanes: number }
/** A way from one place to another, with the word that stands on it. */
export type Road = { from: string; to: string; word?: RoadWord; share?: number }
export type RoadWord = 'yes' | 'no' | 'late' | 'heard' | 'noDay' | 'done' | 'taken' | 'failed'

/** Names that no step has: `end` is forbidden by the program, and a step's name is not empty. */
export const ENTER = ''
export const END = 'end'

/** What a step is, by what it says. */
export function kindOf(step: JourneyStep) {
  if (step.letter != null || step.design != null) return 'letter'
  if (step.text != null) return 'text'
  if (step.set != null) return 'set'
  if (step.task != null) return 'task'
  if (step.call != null) return 'call'
  if (step.wait != null) return 'wait'
  if (step.until_date != null) return 'date'
  if (step.hear != null) return 'hear'
  return step.ask != null ? 'ask' : 'split'
}

/** Every way of a journey, in the order of its steps. */
export function roadsOf(plan: JourneyPlan): Road[] {
  const { step: steps = [] } = plan
  const entry: Road[] = [{ from: ENTER, to: steps[0]?.name ?? END }]
  return entry.concat(
    steps.flatMap((step, place): Road[] => {
      const from = step.name ?? ''
      const next = step.next ?? steps[place + 1]?.name ?? END
      switch (kindOf(step)) {
        case 'date':
          return [
            { from, to: next },
            { from, to: step.no ?? END, word: 'noDay' as const },
          ]
        case 'ask':
          return [
            { from, to: next, word: 'yes' as const },
            { from, to: step.no ?? END, word: 'no' as const },
          ]
        case 'hear':
          return [
            { from, to: next, word: 'heard' as const },
            { from, to: step.late ?? END, word: 'late' as const },
          ]
        case 'task':
          if (!step.at_most) return [{ from, to: next }]
          return [
            { from, to: next, word: 'done' as const },
            { from, to: step.late ?? END, word: 'late' as const },
          ]
        case 'call':
          if (!step.failed) return [{ from, to: next }]
          return [
            { from, to: next, word: 'taken' as const },
            { from, to: step.failed, word: 'failed' as const },
          ]
        case 'split':
          return shared(step).map(({ to, share }) => ({ from, to, share }))
        default:
          return [{ from, to: next }]
      }
    }),
  )
}

/** The ways of a split with their shares of the whole. */
export function shared(step: JourneyStep) {
  const ways = step.split ?? []
  const all = ways.reduce((sum, way) => sum + way.share, 0)
  return ways.map((way) => ({ to: way.to, share: all === 0 ? 0 : way.share / all }))
}

/** Where everything stands: below whatever leads to it, side by side with its equals. */
export function spotsOf(plan: JourneyPlan): Spot[] {
  const { step: steps = [] } = plan
  const roads = roadsOf(plan)
  const rows = new Map([[ENTER, 0]])
  // Ways lead to later steps only, so one walk in their order finds the longest way to each.
  for (const { from, to } of roads)
    rows.set(to, Math.max(rows.get(to) ?? 0, (rows.get(from) ?? 0) + 1))
  const names = [ENTER, ...steps.map((step) => step.name ?? ''), END]
  const taken = new Map<number, number>()
  const spots = names.map((id) => {
    const row = rows.get(id) ?? 1
    const lane = taken.get(row) ?? 0
    taken.set(row, lane + 1)
    return { id, step: steps.find((step) => step.name === id) ?? null, row, lane }
  })
  return spots.map((spot) => ({ ...spot, lanes: taken.get(spot.row) ?? 1 }))
}
