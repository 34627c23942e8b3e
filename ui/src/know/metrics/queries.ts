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

export type { ElsewhereReport, MetricRow, MetricsReport, Variant }

export type MetricsQuestion = NonNullable<ShowMetricsData['query']>

export function useMetrics(question: MetricsQuestion) {
  return useQuery({
    ...showMetricsOptions({ query: question }),
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
