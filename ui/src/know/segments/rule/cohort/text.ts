import { type CellPlace, type CohortOptions, splitOf, USUAL } from '~/know/cohorts/options'
import { quoted } from '../quoted'

/**
 * The people of a cell of the cohort table as a rule in text, with which the builder opens; null
 * where a rule cannot name them: those of whom nothing was told, and those of a table whose time
 * is cut at days of one's own.
 */
export function textOf(
  options: CohortOptions,
  { cohort, k }: CellPlace,
  segment?: string,
): string | null {
  if (cohort === '' || options.mode === 'brackets') return null
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
    segment && `and in segment ${quoted(segment)}`,
  ]
    .filter(Boolean)
    .join(' ')
}
