import { type CellPlace, type CohortOptions, splitOf, USUAL } from '~/know/cohorts/options'
import { quoted } from '../quoted'

/**
 * The people of a cell of the cohort table as a rule in text, with which the builder opens; null
 * where a rule cannot name them: those of whom nothing was told.
 */
export function textOf(
  options: CohortOptions,
  { cohort, k }: CellPlace,
  segment?: string,
): string | null {
  if (cohort === '') return null
  // Days of one's own are counted from each first order.
  const isCut = options.mode === 'brackets' && options.brackets
  const days = isCut ? isCut.split(',') : []
  const split = splitOf(options)
  const unlessUsual = (before: string, word: 'by' | 'mode' | 'count' | 'entry') =>
    options[word] !== USUAL[word] && `${before}${options[word]}`
  return [
    `in cohort ${quoted(cohort)} period ${k}`,
    unlessUsual('by ', 'by'),
    isCut ? 'rolling' : unlessUsual('', 'mode'),
    days.length === 1 && `cut at ${days[0]}`,
    days.length > 1 && `cut at (${days.join(', ')})`,
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
