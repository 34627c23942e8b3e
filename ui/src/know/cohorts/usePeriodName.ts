import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { type CohortOptions, columnName } from './options'

/** What a period after the first order is called: “month 3”, or the days of its bracket. */
export function usePeriodName({ mode, by, brackets }: CohortOptions) {
  const { t } = useTranslation('cohorts')
  return useCallback(
    (k: number): string => {
      if (mode !== 'brackets') return t(`nth.${by}`, { k })
      return t('nth.brackets', { days: columnName({ mode, brackets }, k) })
    },
    [mode, by, brackets, t],
  )
}
