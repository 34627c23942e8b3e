import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { FieldChangeOut as Change, FieldValueOut as Known } from '~/client'
import { listFieldChanges, writeFieldValues } from '~/client'
import {
  showFieldValuesOptions,
  showFieldValuesQueryKey,
} from '~/client/@tanstack/react-query.gen'
import type { Value } from '~/shared/fields/value'

export type { Change, Known }

/** What is known of one person in the shop's own fields. */
export function useKnown(id: string) {
  return useQuery(showFieldValuesOptions({ path: { id } }))
}

/** Writes down what is known; the timeline and the changes tell of it. */
export function useTell(id: string) {
  const kept = useQueryClient()
  return useMutation({
    mutationFn: async (values: Record<string, Value>) =>
      (await writeFieldValues({ path: { id }, body: { values }, throwOnError: true })).data,
    onSuccess: (known) => {
      kept.setQueryData(showFieldValuesQueryKey({ path: { id } }), known)
      kept.invalidateQueries({ queryKey: ['timeline', id] })
      kept.invalidateQueries({ queryKey: ['changes', id] })
    },
  })
}

/** How one person's profile has changed, the newest first; of one field, or of all. */
export function useChanges(id: string, field: string | undefined) {
  return useInfiniteQuery({
    queryKey: ['changes', id, field],
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ pageParam, signal }) => {
      const query = { field, after: pageParam, limit: 20 }
      const asked = { path: { id }, query, signal } as const
      return (await listFieldChanges({ ...asked, throwOnError: true })).data
    },
    getNextPageParam: (page) => page.next ?? undefined,
  })
}
