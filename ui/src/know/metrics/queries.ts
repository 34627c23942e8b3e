import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type {
  ElsewhereReport,
  MetricRow,
  MetricsReport,
  ShowElsewhereData,
  ShowMetricsData,
  TargetIn,
  Variant,
} from '~/client'
import { removeTarget, setTarget } from '~/client'
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

/** A target is laid over the metrics wherever they are shown, so all of them are asked again. */
export function useSetTarget(metric: string) {
  const kept = useQueryClient()
  return useMutation({
    mutationFn: async (body: TargetIn) =>
      (await setTarget({ path: { metric }, body, throwOnError: true })).data,
    onSuccess: () => kept.invalidateQueries(),
  })
}

type Which = { length: TargetIn['length']; on?: string }

/** Removes the target that is shown: that of the period, else the one of every period. */
export function useRemoveTarget(metric: string) {
  const kept = useQueryClient()
  return useMutation({
    mutationFn: async ({ length, on }: Which) => {
      const own = await removeTarget({ path: { metric }, query: { length, on } })
      if (own.error) {
        await removeTarget({ path: { metric }, query: { length }, throwOnError: true })
      }
    },
    onSuccess: () => kept.invalidateQueries(),
  })
}
