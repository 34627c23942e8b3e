import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type {
  ElsewhereReport,
  MetricRow,
  MetricsReport,
  ShowElsewhereData,
  ShowMetricsData,
  Variant,
} from '~/client'
import { showElsewhereOptions, showMetricsOptions } from '~/client/@tanstack/react-query.gen'
import { useWhose } from '~/shared/people/useWhose'

export type { ElsewhereReport, MetricRow, MetricsReport, Variant }

export type MetricsQuestion = NonNullable<ShowMetricsData['query']>

export function useMetrics(question: MetricsQuestion) {
  const whose = useWhose()
  return useQuery({
    ...showMetricsOptions({ query: { ...question, ...whose } }),
    placeholderData: keepPreviousData,
  })
}

export type ElsewhereQuestion = NonNullable<ShowElsewhereData['query']>

export function useElsewhere(question: ElsewhereQuestion) {
  return useQuery({
    ...showElsewhereOptions({ query: question }),
    placeholderData: keepPreviousData,
  })
}
