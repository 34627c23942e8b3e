import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type {
  ForecastCohorts as Cohorts,
  ForecastHolidaysKnown as Holidays,
  ForecastNumber as Told,
  ForecastPart as Part,
  ForecastReport,
  ForecastTrial as Trial,
  ForecastUnusual as Unusual,
  ModelRun as Run,
} from '~/client'
import { keepForecastRun } from '~/client'
import { listRunsOptions, showForecastOptions } from '~/client/@tanstack/react-query.gen'
import { useWhose } from '~/shared/people/useWhose'
import type { ForecastQuestion } from './question'

export type { Cohorts, ForecastReport, Holidays, Part, Run, Told, Trial, Unusual }

/** What the shop will sell, for one question; the previous answer stays while it is awaited. */
export function useForecast(question: ForecastQuestion) {
  const query = { ...question, ...useWhose() }
  return useQuery({ ...showForecastOptions({ query }), placeholderData: keepPreviousData })
}

/** The same from below, by customers; it is asked for apart, because it takes longer. */
export function useCohorts({ of, by }: ForecastQuestion, newcomers: number | undefined) {
  const planned = newcomers === undefined ? {} : { newcomers }
  const query = { of, by, cohorts: true, ...planned, ...useWhose() }
  return useQuery({ ...showForecastOptions({ query }), placeholderData: keepPreviousData })
}

const RUNS = listRunsOptions({ query: { model: 'forecast' } })

/** The runs that were kept, the newest first. */
export function useRuns() {
  return useQuery(RUNS)
}

/** Foretells once more and keeps the run. */
export function useKeepRun(question: ForecastQuestion) {
  const kept = useQueryClient()
  const query = { ...question, ...useWhose() }
  return useMutation({
    mutationFn: async () => (await keepForecastRun({ query, throwOnError: true })).data,
    onSuccess: () => kept.invalidateQueries({ queryKey: RUNS.queryKey }),
  })
}
