import { useTranslation } from 'react-i18next'
import type { CohortCell } from '~/client'
import { useFormat } from '~/shared/words/useFormat'
import { columnName } from './options'

/** Says in words who is counted in a cell, for those who do not see its table. */
export function useCellWords() {
  const { t } = useTranslation('cohorts')
  const format = useFormat()
  return ({ cohort, k, options = {} }: CohortCell): string => {
    const { by = 'month', count = 'on', mode, from, until, split, brackets } = options
    const whose = split
      ? t(`cell.${cohort ? 'told' : 'untold'}.${split}`, { value: cohort })
      : t('cell.cohort', { cohort: format.cohortOf(cohort) })
    const cut = brackets ? 'brackets' : by
    const nth = { k, days: brackets && columnName({ mode: 'brackets', brackets }, k) }
    const period = { in: t(`inNth.${cut}`, nth), of: t(`ofNth.${cut}`, nth) }
    const who = [
      // Period 0 is the cohort itself, whatever counts as having come back.
      k > 0 && t(`cell.${count}`, period),
      k > 0 && mode === 'rolling' && t('cell.rolling'),
      from && t('cell.from', { day: format.day(from) }),
      until && t('cell.until', { day: format.day(until) }),
    ].filter(Boolean)
    return who.length > 0 ? `${whose}: ${who.join(', ')}` : whose
  }
}
