import { useQuery } from '@tanstack/react-query'
import type { GroupsReport as RfmGroups } from '~/client'
import { showGroupsOptions } from '~/client/@tanstack/react-query.gen'

export type { RfmGroups }
export type RfmGroup = RfmGroups['groups'][number]

export function useRfmGroups(breaks: 'quintiles' | 'fixed') {
  return useQuery(showGroupsOptions({ query: { breaks } }))
}
