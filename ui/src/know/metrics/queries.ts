import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { MetricRow, MetricsReport, ShowMetricsData } from '~/client'
import { showMetricsOptions } from '~/client/@tanstack/react-query.gen'

export type { MetricRow, MetricsReport }

export type MetricsQuestion = NonNullable<ShowMetricsData['query']>

export function useMetrics(question: MetricsQuestion) {
  return useQuery({
    ...showMetricsOptions({ query: question }),
    placeholderData: keepPreviousData,
  })
}
