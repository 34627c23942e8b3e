import { describe, expect, it } from 'vitest'
import type { GroupRule } from '../../queries'
import { added, empty, merged, painted, renamed } from './change'
import { at, drawn, rulesOf, SCORES } from './drawing'

const rule = (group: string, r: [number, number], f: [number, number], more = {}): GroupRule => ({
  group,
  r,
  f,
  ...more,
})

/** The table that comes with the program. */
const SHIPPED = [
  rule('champions', [5, 5], [4, 5]),
  rule('new', [5, 5], [1, 3], { 'orders-max': 1 }),
  rule('promising', [4, 4], [1, 3], { 'orders-max': 1 }),
  rule('loyal', [3, 4], [4, 5]),
  rule('potential-loyalist', [4, 5], [1, 3]),
  rule('needs-attention', [3, 3], [3, 3]),
  rule('about-to-sleep', [3, 3], [1, 2]),
  rule('at-risk', [1, 2], [3, 5]),
  rule('hibernating', [2, 2], [1, 2]),
  rule('lost', [1, 1], [1, 2]),
]

const all = (group: string) => rule(group, [1, 5], [1, 5])
const shipped = () => drawn(SHIPPED) ?? expect.unreachable('it can be drawn')
const nameAt = (rules: GroupRule[], r: number, f: number) => {
  const drawing = drawn(rules)
  return drawing?.groups[drawing.squares[at(r, f)] ?? -1]?.name
}

describe('the picture of the groups', () => {
  it('draws the table that comes with the program, best at the top right', () => {
    expect(nameAt(SHIPPED, 5, 5)).toBe('champions')
    expect(nameAt(SHIPPED, 5, 1)).toBe('potential-loyalist')
    expect(nameAt(SHIPPED, 1, 1)).toBe('lost')
    expect(shipped().others.map(({ rule }) => rule.group)).toEqual(['new', 'promising'])
  })

  it('names every square exactly once in the rules it is saved as', () => {
    const plain = rulesOf(painted(shipped(), at(3, 3), 0)).filter((one) => !one['orders-max'])
    for (const r of SCORES)
      for (const f of SCORES) {
        const holding = plain.filter(
          (one) => one.r[0] <= r && r <= one.r[1] && one.f[0] <= f && f <= one.f[1],
        )
        expect(holding).toHaveLength(1)
      }
  })

  it('comes back as it was saved', () => {
    const drawing = painted(painted(shipped(), at(2, 2), 0), at(5, 5), 3)
    const again = drawn(rulesOf(drawing))
    expect(again && rulesOf(again)).toEqual(rulesOf(drawing))
  })

  it('takes the first rule that fits', () => {
    expect(nameAt([rule('vip', [4, 5], [4, 5]), all('rest')], 5, 5)).toBe('vip')
    expect(nameAt([all('rest'), rule('vip', [4, 5], [4, 5])], 5, 5)).toBe('rest')
  })

  it('is refused where it would name anybody otherwise', () => {
    // The first rule hides the one for large revenue, which the picture would ask first.
    const rich = { ...all('rich'), m: [5, 5] as [number, number] }
    expect(drawn([rule('near', [4, 5], [1, 5]), rich, all('rest')])).toBeNull()
    // Only revenue parts these two: no square can tell them.
    expect(drawn([{ ...all('rich'), m: [3, 5] }, { ...all('poor'), m: [1, 2] }])).toBeNull()
  })
})

describe('a change', () => {
  it('renames a group in its squares and in its other rules', () => {
    const drawing = shipped()
    const place = drawing.groups.findIndex(({ name }) => name === 'new')
    const names = rulesOf(renamed(drawing, place, 'guests')).map(({ group }) => group)
    expect(names).toContain('guests')
    expect(names).not.toContain('new')
  })

  it('gives all of a removed group to another one', () => {
    const drawing = shipped()
    const place = (name: string) => drawing.groups.findIndex((group) => group.name === name)
    const rules = rulesOf(merged(drawing, place('hibernating'), place('lost')))
    expect(nameAt(rules, 2, 1)).toBe('lost')
    expect(rules.map(({ group }) => group)).not.toContain('hibernating')
    const rest = rulesOf(merged(drawing, place('new'), place('lost')))
    const asked = rest.filter((one) => one['orders-max'])
    expect(asked.map(({ group }) => group)).toEqual(['lost', 'promising'])
  })

  it('tells which groups nobody can be in', () => {
    expect(empty(shipped())).toEqual([])
    expect(empty(added(shipped(), 'vip'))).toEqual(['vip'])
  })
})
