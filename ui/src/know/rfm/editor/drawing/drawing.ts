import type { GroupRule } from '../../queries'
import { inOrder } from '~/shared/people/groups'

/** Scores run from 1 to 5, so that the picture has five columns and five rows. */
export const SCORES = [1, 2, 3, 4, 5] as const

export type Score = (typeof SCORES)[number]

export type Group = { name: string; hue: number }

/** A rule with more in it than a square can show, and whose it is. */
export type Other = { group: number; rule: GroupRule }

/** The groups of a shop as a picture: recency across, frequency up. */
export type Drawing = {
  groups: Group[]
  /** Whose each square is, row by row from the least frequent; see {@link at}. */
  squares: number[]
  /** What is asked before the picture, in this order. */
  others: Other[]
}

/** Where a square is in the list. */
export function at(r: number, f: number): number {
  return (f - 1) * SCORES.length + (r - 1)
}

/** Draws the rules; none when the picture would name any customer otherwise than they do. */
export function drawn(rules: GroupRule[]): Drawing | null {
  const names = inOrder([...new Set(rules.map(({ group }) => group))])
  const plain = rules.filter((rule) => !isOther(rule))
  const squares = SCORES.flatMap((f) =>
    SCORES.map((r) => names.indexOf(plain.find((rule) => holds(rule, r, f))?.group ?? '')),
  )
  if (squares.includes(-1)) return null
  const others = rules.filter(isOther).map((rule) => ({ group: names.indexOf(rule.group), rule }))
  const drawing = { groups: names.map((name, hue) => ({ name, hue })), squares, others }
  return nameAlike(rules, rulesOf(drawing)) ? drawing : null
}

/** The rules a picture stands for: each square is in exactly one of them. */
export function rulesOf({ groups, squares, others }: Drawing): GroupRule[] {
  const nameOf = (group: number) => groups[group]?.name ?? ''
  return [
    ...others.map(({ group, rule }) => ({ ...rule, group: nameOf(group) })),
    ...groups.flatMap(({ name }, group) =>
      rectangles(squares, group).map((bounds) => ({ group: name, ...bounds })),
    ),
  ]
}

export function isOther(rule: GroupRule): boolean {
  return Boolean(rule.m) || typeof rule['orders-max'] === 'number'
}

export function holds({ r: [rLow, rHigh], f: [fLow, fHigh] }: GroupRule, r: number, f: number) {
  return rLow <= r && r <= rHigh && fLow <= f && f <= fHigh
}

/** The largest rectangles that are found from below and from the left. */
function rectangles(squares: number[], group: number): Pick<GroupRule, 'r' | 'f'>[] {
  const left = new Set(squares.flatMap((one, place) => (one === group ? [place] : [])))
  const found: Pick<GroupRule, 'r' | 'f'>[] = []
  for (const f of SCORES)
    for (const r of SCORES) {
      if (!left.has(at(r, f))) continue
      const isFree = (low: number, high: number, row: number) =>
        SCORES.every((one) => one < low || one > high || left.has(at(one, row)))
      const rHigh = SCORES.findLast((high) => high >= r && isFree(r, high, f)) ?? r
      let fHigh: number = f
      while (fHigh < SCORES.length && isFree(r, rHigh, fHigh + 1)) fHigh += 1
      for (let row: number = f; row <= fHigh; row += 1)
        for (let one: number = r; one <= rHigh; one += 1) left.delete(at(one, row))
      found.push({ r: [r, rHigh], f: [f, fHigh] })
    }
  return found
}

/** Whether two lists of rules name every possible customer the same. */
function nameAlike(one: GroupRule[], other: GroupRule[]): boolean {
  const most = one.flatMap((rule) => rule['orders-max'] ?? [])
  const orders = [...new Set([1, ...most, ...most.map((n) => n + 1)])]
  return SCORES.every((r) =>
    SCORES.every((f) =>
      SCORES.every((m) =>
        orders.every((n) => nameOf(one, r, f, m, n) === nameOf(other, r, f, m, n)),
      ),
    ),
  )
}

function nameOf(rules: GroupRule[], r: number, f: number, m: number, orders: number) {
  const fits = (rule: GroupRule) =>
    holds(rule, r, f) &&
    (!rule.m || (rule.m[0] <= m && m <= rule.m[1])) &&
    orders <= (rule['orders-max'] ?? Number.POSITIVE_INFINITY)
  return rules.find(fits)?.group
}
