import { type CellPlace, type CohortOptions, splitOf, USUAL } from '~/know/cohorts/options'

/**
 * The people of a cell of the cohort table as a rule in text, with which the builder opens; null
 * for those of whom nothing was told, because a rule cannot name them.
 */
export function textOf(options: CohortOptions, { cohort, k }: CellPlace): string | null {
  if (cohort === '') return null
  const split = splitOf(options)
  const unlessUsual = (before: string, word: 'by' | 'mode' | 'count' | 'entry') =>
    options[word] !== USUAL[word] && `${before}${options[word]}`
  return [
    `in cohort ${quoted(cohort)} period ${k}`,
    unlessUsual('by ', 'by'),
    unlessUsual('', 'mode'),
    unlessUsual('counted ', 'count'),
    unlessUsual('entered ', 'entry'),
    split && `grouped by ${split}`,
    options.from && `from ${options.from}`,
    options.until && `until ${options.until}`,
  ]
    .filter(Boolean)
    .join(' ')
}

function quoted(text: string): string {
  const escaped = text.replaceAll(/["\\]/g, '\\$&').replaceAll('\n', '\\n').replaceAll('\r', '\\r')
  return `"${escaped}"`
}
