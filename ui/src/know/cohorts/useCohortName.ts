import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '~/shared/words/useFormat'
import type { Split } from './options'

/** What a row is called: its period, or what was told of the first order of its customers. */
export function useCohortName(split: Split | undefined) {
  const { t } = useTranslation('cohorts')
  const format = useFormat()
  return useCallback(
    (cohort: string): string => {
      if (!split) return format.cohort(cohort)
      return cohort === '' ? t(`untold.${split}`) : cohort
    },
    [split, format, t],
  )
}
