import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type {
  GroupRule,
  GroupsReport as RfmGroups,
  MovesReport as RfmMoves,
  ShopBreaks,
  ShowRfmMovesData,
} from '~/client'
import { changeRules, resetRules, setBreaks } from '~/client'
import {
  listBreaksOptions,
  showGroupsOptions,
  showRfmMovesOptions,
} from '~/client/@tanstack/react-query.gen'
import { useWhose } from '~/shared/people/useWhose'

export type { GroupRule, RfmGroups, RfmMoves }
export type RfmGroup = RfmGroups['groups'][number]
export type Move = RfmMoves['cells'][number]
export type Breaks = 'shop' | 'quintiles' | 'fixed'

export function useRfmGroups(breaks: Breaks) {
  return useQuery(showGroupsOptions({ query: { breaks, ...useWhose() } }))
}

/** Who moved between two days; ninety days up to now unless the address tells others. */
export function useRfmMoves(question: NonNullable<ShowRfmMovesData['query']>) {
  const query = { ...question, ...useWhose() }
  return useQuery({ ...showRfmMovesOptions({ query }), placeholderData: keepPreviousData })
}

/** Where the shop cuts its scores and has cut them, the newest first. */
export function useBreaks() {
  return useQuery(listBreaksOptions())
}

/** Cuts the scores anew, by fifths what is left out; everything that is told by them is asked again. */
export function useSaveBreaks() {
  const kept = useQueryClient()
  return useMutation({
    mutationFn: async (body: ShopBreaks) => (await setBreaks({ body, throwOnError: true })).data,
    onSuccess: () => kept.invalidateQueries(),
  })
}

/** Replaces the rules of the groups; everything that is told by group is asked again. */
export function useSaveRules() {
  const kept = useQueryClient()
  return useMutation({
    mutationFn: async (body: GroupRule[]) =>
      (await changeRules({ body, throwOnError: true })).data,
    onSuccess: () => kept.invalidateQueries(),
  })
}

/** Goes back to the groups that come with the program. */
export function useResetRules() {
  const kept = useQueryClient()
  return useMutation({
    mutationFn: async () => (await resetRules({ throwOnError: true })).data,
    onSuccess: () => kept.invalidateQueries(),
  })
}
