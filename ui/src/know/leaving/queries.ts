import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type {
  LeavingBranch as Branch,
  LeavingFeatureRow as FeatureRow,
  LeavingReason as Reason,
  LeavingReport,
  LeavingRow,
  LeavingTrial as Trial,
  ModelRun as Run,
} from '~/client'
import { keepLeavingRun, putRunInUse, takeRunOutOfUse } from '~/client'
import { listRunsOptions, showLeavingOptions } from '~/client/@tanstack/react-query.gen'
import { useWhose } from '~/shared/people/useWhose'
import { type LeavingQuestion, reportQuery } from './question'

export type { Branch, FeatureRow, LeavingReport, LeavingRow, Reason, Run, Trial }

/** Who will leave, for one question; the previous answer stays while it is awaited. */
export function useLeaving(question: LeavingQuestion) {
  const query = { ...reportQuery(question), ...useWhose() }
  return useQuery({ ...showLeavingOptions({ query }), placeholderData: keepPreviousData })
}

const RUNS = listRunsOptions({ query: { model: 'leaving' } })

/** The runs that were kept, the newest first. */
export function useRuns() {
  return useQuery(RUNS)
}

/** Learns once more and keeps the run. */
export function useKeepRun(question: LeavingQuestion) {
  const kept = useQueryClient()
  const { limit: _, ...asked } = reportQuery(question)
  const query = { ...asked, ...useWhose() }
  return useMutation({
    mutationFn: async () => (await keepLeavingRun({ query, throwOnError: true })).data,
    onSuccess: () => kept.invalidateQueries({ queryKey: RUNS.queryKey }),
  })
}

/** Puts a run in use or takes it out; cards and segments then tell something else. */
export function useUseRun() {
  const kept = useQueryClient()
  return useMutation({
    mutationFn: async ({ id, used }: { id: string; used: boolean }) => {
      const asked = { path: { id }, throwOnError: true } as const
      return used ? (await putRunInUse(asked)).data : (await takeRunOutOfUse(asked)).data
    },
    onSuccess: () => kept.invalidateQueries(),
  })
}
