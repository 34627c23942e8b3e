import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type {
  DuplicateOut as Pair,
  LikenessReason as Reason,
  MergeIn,
  MergePreviewOut as Preview,
  MergerOut as Merger,
  RecognitionRules as Rules,
  SomebodyOut as Somebody,
} from '~/client'
import {
  changeRecognition,
  dismissDuplicate,
  findDuplicates,
  listDuplicates,
  listMergers,
  mergeCustomers,
  mergeDuplicates,
  previewMerge,
  undoMerge,
} from '~/client'
import {
  listDuplicatesOptions,
  listMergersOptions,
  showRecognitionOptions,
} from '~/client/@tanstack/react-query.gen'

export type { Merger, Pair, Preview, Reason, Rules, Somebody }

/** The pairs who look like one person, page after page. */
export function usePairs() {
  return useInfiniteQuery({
    queryKey: ['duplicates'],
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ pageParam, signal }) => {
      const query = { after: pageParam, limit: 20 }
      return (await listDuplicates({ query, signal, throwOnError: true })).data
    },
    getNextPageParam: (page) => page.next ?? undefined,
  })
}

/** How many pairs are at least so likely. */
export function useCounted(scoreMin: number) {
  return useQuery(listDuplicatesOptions({ query: { score_min: scoreMin, limit: 1 } }))
}

/** Who was made one: everybody's, page after page, or one customer's. */
export function useMergers(customer?: string) {
  return useInfiniteQuery({
    queryKey: ['mergers', customer ?? ''],
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ pageParam, signal }) => {
      const query = { customer, after: pageParam, limit: 20 }
      return (await listMergers({ query, signal, throwOnError: true })).data
    },
    getNextPageParam: (page) => page.next ?? undefined,
  })
}

/** The mergings of one customer; few enough for one page. */
export function useMergersOf(customer: string) {
  return useQuery(listMergersOptions({ query: { customer } }))
}

/** What making two one would do. */
export function usePreview(keep: string, merge: string) {
  return useQuery({
    queryKey: ['merge-preview', keep, merge],
    gcTime: 0,
    retry: false,
    queryFn: async ({ signal }) =>
      (await previewMerge({ body: { keep, merge }, signal, throwOnError: true })).data,
  })
}

/** Who is one person decides every figure, so everything is asked again. */
function useDeciding<In, Out>(decide: (told: In) => Promise<Out>) {
  const kept = useQueryClient()
  return useMutation({ mutationFn: decide, onSuccess: () => kept.invalidateQueries() })
}

export function useMerge() {
  return useDeciding(
    async (body: MergeIn) => (await mergeCustomers({ body, throwOnError: true })).data,
  )
}

export function useUndo() {
  return useDeciding(async ({ id, reason }: { id: string; reason: string }) =>
    undoMerge({ path: { id }, body: { reason }, throwOnError: true }),
  )
}

export function useLookForPairs() {
  return useDeciding(async () => (await findDuplicates({ throwOnError: true })).data)
}

export function useDismiss() {
  return useDeciding(async ({ older, newer }: Pair) =>
    dismissDuplicate({ body: { one: older.id, other: newer.id }, throwOnError: true }),
  )
}

export function useMergeAll() {
  return useDeciding(
    async (body: { score_min: number; reason: string }) =>
      (await mergeDuplicates({ body, throwOnError: true })).data,
  )
}

export function useRules() {
  return useQuery(showRecognitionOptions())
}

export function useChangeRules() {
  return useDeciding(
    async (body: Rules) => (await changeRecognition({ body, throwOnError: true })).data,
  )
}
