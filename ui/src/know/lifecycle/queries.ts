import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type {
  Comparison,
  LifecycleReport,
  Moves,
  NumberRow,
  PeriodMoves,
  ShareRow,
  ShowLifecycleData,
  SilenceRule,
  StandingRow,
} from '~/client'
import { showLifecycleOptions } from '~/client/@tanstack/react-query.gen'
import { useWhose } from '~/shared/people/useWhose'

export type {
  Comparison,
  LifecycleReport,
  Moves,
  NumberRow,
  PeriodMoves,
  ShareRow,
  SilenceRule,
  StandingRow,
}

export type LifecycleQuestion = NonNullable<ShowLifecycleData['query']>
export type Length = NonNullable<LifecycleQuestion['period']>

export function useLifecycle(question: LifecycleQuestion) {
  const whose = useWhose()
  return useQuery({
    ...showLifecycleOptions({ query: { ...question, ...whose } }),
    placeholderData: keepPreviousData,
  })
}
