import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type { Cell, CellCustomer, CohortReport, Figure } from '~/client'
import { listCustomers } from '~/client'
import { showCohortsOptions } from '~/client/@tanstack/react-query.gen'
import { useWhose } from '~/shared/people/useWhose'
import { type CellPlace, type CohortOptions, reportQuery } from './options'

export type { Cell, CellCustomer, CohortReport, Figure }

/** The cohort table for one question; the previous one stays while the next is awaited. */
export function useCohorts(options: CohortOptions) {
  return useQuery({
    ...showCohortsOptions({ query: { ...reportQuery(options), ...useWhose() } }),
    placeholderData: keepPreviousData,
  })
}

/** Who is behind one cell of the table. */
export function useCellPeople(options: CohortOptions, cell: CellPlace) {
  const query = { ...reportQuery(options), ...useWhose(), ...cell, limit: 50 }
  return useInfiniteQuery({
    queryKey: ['cohort-people', query],
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ pageParam, signal }) => {
      const asked = { query: { ...query, after: pageParam }, signal, throwOnError: true } as const
      return (await listCustomers(asked)).data
    },
    getNextPageParam: (page) => page.next ?? undefined,
  })
}
