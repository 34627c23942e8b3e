import type { Rule } from '../queries'

/** How the rows of a group are joined. */
export type Join = 'all' | 'any'

/** A condition or a group, told plainly or turned into its opposite. */
export type Row = { isNot: boolean; rule: Rule }

export type Group = { join: Join; rows: Row[] }

/** The rule as the rows of one group; a single condition is a group of one. */
export function asGroup(rule: Rule): Group {
  return groupOf(rule) ?? { join: 'all', rows: rule === 'everyone' ? [] : [rowOf(rule)] }
}

/** The group a rule is; null when it is a condition. */
export function groupOf(rule: Rule): Group | null {
  if (rule === 'everyone') return null
  if ('all' in rule) return { join: 'all', rows: rule.all.map(rowOf) }
  if ('any' in rule) return { join: 'any', rows: rule.any.map(rowOf) }
  return null
}

export function ruleOf({ join, rows }: Group): Rule {
  const rules = rows.map(({ isNot, rule }) => (isNot ? { not: rule } : rule))
  if (rules.length === 0) return 'everyone'
  return join === 'all' ? { all: rules } : { any: rules }
}

/** Two opposites in a row are none. */
function rowOf(rule: Rule): Row {
  if (rule === 'everyone' || !('not' in rule)) return { isNot: false, rule }
  const inner = rowOf(rule.not)
  return { isNot: !inner.isNot, rule: inner.rule }
}

export function withRow(group: Group, at: number, row: Row): Group {
  return { ...group, rows: group.rows.with(at, row) }
}

export function withoutRow(group: Group, at: number): Group {
  return { ...group, rows: group.rows.toSpliced(at, 1) }
}

/** The row in brackets of its own, joined there the other way, so that the brackets say something. */
export function bracketed(group: Group, at: number): Group {
  const row = group.rows[at]
  if (!row) return group
  const join = group.join === 'all' ? 'any' : 'all'
  return withRow(group, at, { isNot: false, rule: ruleOf({ join, rows: [row] }) })
}

/** The rows of a bracket in its place. */
export function unbracketed(group: Group, at: number): Group {
  const inner = group.rows[at] && groupOf(group.rows[at].rule)
  return inner ? { ...group, rows: group.rows.toSpliced(at, 1, ...inner.rows) } : group
}
