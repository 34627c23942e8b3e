import type { Drawing } from './drawing'
import { HUES } from '../hues'

/** Gives one square to a group. */
export function painted(drawing: Drawing, square: number, group: number): Drawing {
  if (!drawing.groups[group] || drawing.squares[square] === group) return drawing
  return { ...drawing, squares: drawing.squares.with(square, group) }
}

export function renamed(drawing: Drawing, group: number, name: string): Drawing {
  const groups = drawing.groups.map((one, place) => (place === group ? { ...one, name } : one))
  return { ...drawing, groups }
}

/** A new group has no square yet, and the first hue that nobody has. */
export function added(drawing: Drawing, name: string): Drawing {
  const taken = drawing.groups.map(({ hue }) => hue)
  const free = Array.from({ length: HUES }, (_, hue) => hue).find((hue) => !taken.includes(hue))
  const hue = free ?? drawing.groups.length % HUES
  return { ...drawing, groups: [...drawing.groups, { name, hue }] }
}

/** Takes a group away; what was its own, squares and rules, goes to another one. */
export function merged(drawing: Drawing, group: number, into: number): Drawing {
  const move = (one: number) => {
    const owner = one === group ? into : one
    return owner > group ? owner - 1 : owner
  }
  return {
    groups: drawing.groups.toSpliced(group, 1),
    squares: drawing.squares.map(move),
    others: drawing.others.map((other) => ({ ...other, group: move(other.group) })),
  }
}

/** Groups that nobody can be in: no square is theirs and no rule. */
export function empty({ groups, squares, others }: Drawing): string[] {
  const isEmpty = (group: number) =>
    !squares.includes(group) && !others.some((other) => other.group === group)
  return groups.filter((_, group) => isEmpty(group)).map(({ name }) => name)
}
