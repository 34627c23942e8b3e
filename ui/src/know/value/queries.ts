import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type {
  ModelRun as Run,
  ValueHoldOut as HoldOut,
  ValueReport,
  ValueRow,
} from '~/client'
import { keepRun } from '~/client'
import { listRunsOptions, showValueOptions } from '~/client/@tanstack/react-query.gen'
import { useWhose } from '~/shared/people/useWhose'
import { reportQuery, type ValueQuestion } from './question'

export type { HoldOut, Run, ValueReport, ValueRow }

/** Customers ahead for one question; the previous answer stays while it is awaited. */
export function useValue(question: ValueQuestion) {
  const query = { ...reportQuery(question), ...useWhose() }
  return useQuery({ ...showValueOptions({ query }), placeholderData: keepPreviousData })
}

const RUNS = listRunsOptions({ query: { model: 'value' } })

/** The runs that were kept, the newest first. */
export function useRuns() {
  return useQuery(RUNS)
}

/** Fits the model once more and keeps the run. */
export function useKeepRun(question: ValueQuestion) {
  const kept = useQueryClient()
  const { limit: _, ...asked } = reportQuery(question)
  const query = { ...asked, ...useWhose() }
  return useMutation({
    mutationFn: async () => (await keepRun({ query, throwOnError: true })).data,
    onSuccess: () => kept.invalidateQueries({ queryKey: RUNS.queryKey }),
  })
}
