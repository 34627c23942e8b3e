import type {
  SegmentCompare as Compare,
  SegmentMeasure as Measure,
  SegmentOwn as Own,
} from '~/client'
import type { Rule } from '../queries'

export type { Compare, Measure, Own }

/** What is asked of a figure: to compare, to lie between, to be among the first or the last. */
export type Asked = Compare | 'between' | 'top' | 'bottom'

export type Figure = Extract<Rule, { compare: unknown } | { between: unknown } | { rank: unknown }>

export function isFigure(rule: Rule): rule is Figure {
  return rule !== 'everyone' && ('compare' in rule || 'between' in rule || 'rank' in rule)
}

export function measureOf(figure: Figure): Measure {
  if ('compare' in figure) return figure.compare.measure
  return 'between' in figure ? figure.between.measure : figure.rank.measure
}

export function askedOf(figure: Figure): Asked {
  if ('compare' in figure) return figure.compare.is
  return 'between' in figure ? 'between' : figure.rank.end
}

/** The same figure asked another way; numbers are kept where the new way has a place for them. */
export function askedAnew(figure: Figure, asked: Asked): Figure {
  const measure = measureOf(figure)
  if (asked === 'top' || asked === 'bottom') {
    const percent = 'rank' in figure ? figure.rank.percent : 10
    return { rank: { measure, end: asked, percent } }
  }
  if (asked === 'between') {
    const least = numberOf(figure) ?? 1
    return 'between' in figure ? figure : { between: { measure, least, most: 2 * least } }
  }
  const than = 'compare' in figure ? figure.compare.than : { number: numberOf(figure) ?? 1 }
  return { compare: { measure, is: asked, than } }
}

function numberOf(figure: Figure): number | undefined {
  if ('between' in figure) return figure.between.least
  return 'compare' in figure && 'number' in figure.compare.than
    ? figure.compare.than.number
    : undefined
}

/**
 * The same question of another figure. `scale` turns coins into the numbers of the other figure,
 * so that 50 € become 50 and not 5,000.
 */
export function ofMeasure(figure: Figure, measure: Measure, scale: number): Figure {
  if ('rank' in figure) return { rank: { ...figure.rank, measure } }
  if ('between' in figure) {
    const { least, most } = figure.between
    return { between: { measure, least: least * scale, most: most * scale } }
  }
  const { is, than } = figure.compare
  const moved = 'number' in than ? { number: than.number * scale } : than
  return { compare: { measure, is, than: moved } }
}
