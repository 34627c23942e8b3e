import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { MovesReport as RfmMoves, GroupsReport as RfmGroups, ShowRfmMovesData } from '~/client'
import { showGroupsOptions, showRfmMovesOptions } from '~/client/@tanstack/react-query.gen'

export type { RfmGroups, RfmMoves }
export type RfmGroup = RfmGroups['groups'][number]
export type Move = RfmMoves['cells'][number]
export type Breaks = 'quintiles' | 'fixed'

export function useRfmGroups(breaks: Breaks) {
  return useQuery(showGroupsOptions({ query: { breaks } }))
}

/** Who moved between two days; ninety days up to now unless the address tells others. */
export function useRfmMoves(query: NonNullable<ShowRfmMovesData['query']>) {
  return useQuery({ ...showRfmMovesOptions({ query }), placeholderData: keepPreviousData })
}
