import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import type {
  SegmentDayOut as CourseDay,
  SegmentFault as Fault,
  SegmentPreview as Preview,
  SegmentRule as Rule,
  SegmentOut as Segment,
  SegmentCourseOut as SegmentCourse,
  SegmentWords as Words,
} from '~/client'
import {
  listMembers,
  previewSegment,
  readText,
  removeSegment,
  renameSegment,
  saveSegment,
} from '~/client'
import {
  listSegmentsOptions,
  listWordsOptions,
  showCourseOptions,
  showSegmentOptions,
} from '~/client/@tanstack/react-query.gen'

export type { CourseDay, Fault, Preview, Rule, Segment, SegmentCourse, Words }

export function useSegments() {
  return useQuery(listSegmentsOptions())
}

export function useSegment(name: string) {
  return useQuery(showSegmentOptions({ path: { name } }))
}

/** How a segment has grown and shrunk, day by day since it is kept. */
export function useCourse(name: string) {
  return useQuery(showCourseOptions({ path: { name } }))
}

/** Who was in a segment when a day began; who is in it now unless a day is told. */
export function useMembers(name: string, on: string | undefined) {
  return useInfiniteQuery({
    queryKey: ['segment members', name, on],
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ pageParam, signal }) => {
      const query = { on, after: pageParam === undefined ? undefined : Number(pageParam) }
      return (await listMembers({ path: { name }, query, signal, throwOnError: true })).data
    },
    getNextPageParam: (page) => page.next ?? undefined,
  })
}

/** What a builder of rules offers: figures, comparisons, the values of this shop. */
export function useWords() {
  return useQuery({ ...listWordsOptions(), staleTime: 60_000 })
}

/** Who a rule would mean; the answer to the rule before stays until this one is here. */
export function usePreview(rule: Rule | null) {
  return useQuery({
    queryKey: ['segment preview', rule],
    enabled: rule !== null,
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) =>
      (await previewSegment({ body: { rule }, signal, throwOnError: true })).data,
  })
}

/** What a typed text says, or where it says nothing. */
export function useReading(text: string | null) {
  return useQuery({
    queryKey: ['segment text', text],
    enabled: text !== null,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async ({ signal }) =>
      (await readText({ body: { text: text ?? '' }, signal, throwOnError: true })).data,
  })
}

type Change = { name: string; rule: Rule }

/** Keeps a rule under a name; whatever was told of segments is asked again. */
export function useSaveSegment() {
  const kept = useQueryClient()
  return useMutation({
    mutationFn: async ({ name, rule }: Change) =>
      (await saveSegment({ path: { name }, body: { rule }, throwOnError: true })).data,
    onSuccess: () => kept.invalidateQueries(),
  })
}

export type Saving = ReturnType<typeof useSaveSegment>

export function useRemoveSegment(name: string) {
  const kept = useQueryClient()
  return useMutation({
    mutationFn: async () => removeSegment({ path: { name }, throwOnError: true }),
    onSuccess: () => {
      kept.removeQueries({ queryKey: showSegmentOptions({ path: { name } }).queryKey })
      for (const options of [listSegmentsOptions(), listWordsOptions()]) {
        kept.invalidateQueries({ queryKey: options.queryKey })
      }
    },
  })
}

/** Another name; the screens that show the old one are left before they are asked again. */
export function useRenameSegment(name: string) {
  const kept = useQueryClient()
  return useMutation({
    mutationFn: async (to: string) =>
      (await renameSegment({ path: { name }, body: { name: to }, throwOnError: true })).data,
    onSuccess: () => kept.invalidateQueries({ refetchType: 'none' }),
  })
}
