import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type {
  Figures as RetentionFigures,
  PeriodRow as RetentionPeriod,
  RetentionReport,
  ShowRetentionData,
} from '~/client'
import { showRetentionOptions } from '~/client/@tanstack/react-query.gen'
import { useWhose } from '~/shared/people/useWhose'

export type { RetentionFigures, RetentionPeriod, RetentionReport }

export type RetentionQuestion = NonNullable<ShowRetentionData['query']>

export function useRetention(question: RetentionQuestion) {
  const whose = useWhose()
  return useQuery({
    ...showRetentionOptions({ query: { ...question, ...whose } }),
    placeholderData: keepPreviousData,
  })
}
