import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { MrrCohort, MrrPeriod, SubscriptionReport, SubscriptionSummary } from '~/client'
import { takeInSubscriptions } from '~/client'
import { showSubscriptionsOptions } from '~/client/@tanstack/react-query.gen'
import { handOver } from '~/shared/api/file'
import { useWhose } from '~/shared/people/useWhose'

export type { MrrCohort, MrrPeriod, SubscriptionReport, SubscriptionSummary }

export type By = 'week' | 'month' | 'quarter' | 'year'

/** What subscriptions are worth a month, and how that moved. */
export function useSubscriptions(by: By) {
  const query = { by, ...useWhose() }
  return useQuery({ ...showSubscriptionsOptions({ query }), placeholderData: keepPreviousData })
}

/** Hands a file over and tries it out; nothing is written before the owner has seen what it says. */
export function useTryFile() {
  return useMutation({
    mutationFn: async (file: File) => {
      const handed = await handOver(file)
      const tried = { file: handed.file, dry_run: true }
      const answer = await takeInSubscriptions({ body: tried, throwOnError: true })
      return { file: handed.file, summary: answer.data }
    },
  })
}

/** Takes the file in; every figure is asked again. */
export function useTakeIn() {
  const kept = useQueryClient()
  return useMutation({
    mutationFn: async (file: string) => {
      const answer = await takeInSubscriptions({ body: { file, dry_run: false }, throwOnError: true })
      return answer.data
    },
    onSuccess: () => kept.invalidateQueries(),
  })
}
