import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type {
  ModelRun as Run,
  PersonaDifference as Difference,
  PersonaFeatureRow as FeatureRow,
  PersonaLiked as Liked,
  PersonaName as Name,
  PersonaPortrait as Portrait,
  PersonaReason as Reason,
  PersonasReport,
  PersonasTried as Tried,
} from '~/client'
import { keepPersonasRun, putRunInUse, takeRunOutOfUse } from '~/client'
import { listRunsOptions, showPersonasOptions } from '~/client/@tanstack/react-query.gen'
import { useWhose } from '~/shared/people/useWhose'
import { type PersonaQuestion, reportQuery } from './question'

export type { Difference, FeatureRow, Liked, Name, PersonasReport, Portrait, Reason, Run, Tried }

/** The personas of one question; the previous answer stays while it is awaited. */
export function usePersonas(question: PersonaQuestion) {
  const query = { ...reportQuery(question), ...useWhose() }
  return useQuery({ ...showPersonasOptions({ query }), placeholderData: keepPreviousData })
}

const RUNS = listRunsOptions({ query: { model: 'personas' } })

/** The runs that were kept, the newest first. */
export function useRuns() {
  return useQuery(RUNS)
}

/** Finds personas once more, so many or as many as fit, and keeps the run. */
export function useKeepRun() {
  const kept = useQueryClient()
  const whose = useWhose()
  return useMutation({
    mutationFn: async ({ k, seed }: { k?: number; seed?: number }) => {
      const query = { k, seed, ...whose }
      return (await keepPersonasRun({ query, throwOnError: true })).data
    },
    onSuccess: () => kept.invalidateQueries({ queryKey: RUNS.queryKey }),
  })
}

/** Puts a run in use or takes it out; cards, lists and segments then tell something else. */
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
