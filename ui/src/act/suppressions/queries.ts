import { keepPreviousData, useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import type { SuppressionIn, SuppressionOut as Suppression } from '~/client'
import { addSuppression, liftSuppression, listSuppressions } from '~/client'

export type { Suppression, SuppressionIn }

const KEY = 'suppressions'

/** Addresses that are not written to, as far as they contain a text. */
export function useSuppressions(find: string) {
  return useInfiniteQuery({
    queryKey: [KEY, find],
    initialPageParam: undefined as string | undefined,
    placeholderData: keepPreviousData,
    queryFn: async ({ pageParam, signal }) => {
      const query = { find: find || undefined, after: pageParam }
      return (await listSuppressions({ query, signal, throwOnError: true })).data
    },
    getNextPageParam: (page) => page.next ?? undefined,
  })
}

/** Gives an address up, or lets it be written to again. */
export function useDecide(verb: 'add' | 'lift') {
  const kept = useQueryClient()
  const ask = verb === 'add' ? addSuppression : liftSuppression
  return useMutation({
    mutationFn: async (body: SuppressionIn) => ask({ body, throwOnError: true }),
    onSuccess: () => kept.invalidateQueries({ queryKey: [KEY] }),
  })
}
