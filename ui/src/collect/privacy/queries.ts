import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { LiftIn, RegulationOut as Regulation, RegulationReceipt as Receipt } from '~/client'
import { liftForgotten, listRegulations, verifyRegulation } from '~/client'
import { listForgottenRefusalsOptions } from '~/client/@tanstack/react-query.gen'

export type { LiftIn, Receipt, Regulation }

const KEY = 'regulations'

/** How often it is looked again while something is being done. */
const LOOK = 2_000

/** What was asked by the law, the newest first; watched while something is being done. */
export function useRegulations() {
  return useInfiniteQuery({
    queryKey: [KEY],
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ pageParam, signal }) => {
      const query = { after: pageParam }
      return (await listRegulations({ query, signal, throwOnError: true })).data
    },
    getNextPageParam: (page) => page.next ?? undefined,
    refetchInterval: ({ state }) => {
      const items = state.data?.pages.flatMap((page) => page.items) ?? []
      const isMoving = ({ state, due_at }: Regulation) =>
        state === 'running' || (state === 'asked' && !due_at)
      return items.some(isMoving) ? LOOK : false
    },
  })
}

/** Searches everything once more for whoever was forgotten. */
export function useVerify() {
  const kept = useQueryClient()
  return useMutation({
    mutationFn: async (id: string) =>
      (await verifyRegulation({ path: { id }, throwOnError: true })).data,
    onSettled: () => kept.invalidateQueries({ queryKey: [KEY] }),
  })
}

/** What was refused since, by where it came from. */
export function useRefusals() {
  return useQuery(listForgottenRefusalsOptions())
}

/** Lets somebody come back by all of his names. */
export function useLift() {
  return useMutation({
    mutationFn: async (body: LiftIn) => (await liftForgotten({ body, throwOnError: true })).data,
  })
}
