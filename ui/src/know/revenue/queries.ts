import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { RevenueReport } from '~/client'
import { showRevenueOptions } from '~/client/@tanstack/react-query.gen'
import { useWhose } from '~/shared/people/useWhose'
import type { Window } from './period'
import type { By } from './split'

export type { RevenueReport }
export type RevenuePart = RevenueReport['parts'][number]

/** Money of a period against its base, part by part. */
export function useRevenue(window: Window, base: 'last-year' | undefined, by: By | undefined) {
  const query = { ...window, base, by, ...useWhose() }
  return useQuery({ ...showRevenueOptions({ query }), placeholderData: keepPreviousData })
}
