import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type {
  Fault,
  ImportOut as Import,
  ImportOptions,
  Preview,
  Reversal,
  Summary,
} from '~/client'
import { beginImport, previewFile, revertImport } from '~/client'
import {
  foreseeRevertOptions,
  listImportsOptions,
  showImportOptions,
} from '~/client/@tanstack/react-query.gen'
import { handOver } from '~/shared/api/file'

export type { Fault, Import, ImportOptions, Preview, Reversal, Summary }

const ASK_AGAIN = 700

/** States that end by themselves. */
const ON_THE_WAY = ['running', 'reverting']

export function useImports() {
  return useQuery({
    ...listImportsOptions(),
    refetchInterval: ({ state }) =>
      state.data?.items.some((one) => ON_THE_WAY.includes(one.state)) ? ASK_AGAIN * 2 : false,
  })
}

/** One import, asked again and again until it is over. */
export function useImport(id: string | undefined) {
  return useQuery({
    ...showImportOptions({ path: { id: id ?? '' } }),
    enabled: id !== undefined,
    refetchInterval: ({ state }) =>
      state.data && !ON_THE_WAY.includes(state.data.state) ? false : ASK_AGAIN,
  })
}

/** Carries the file to the program as it is; nothing is read in the browser. */
export function useReceiveFile() {
  return useMutation({
    mutationFn: handOver,
  })
}

/** What the program makes of the file's first rows under these options. */
export function usePreviewOf(file: string, options: ImportOptions) {
  return useQuery({
    queryKey: ['import-preview', file, options],
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) =>
      (await previewFile({ body: { file, options }, signal, throwOnError: true })).data,
  })
}

/** Starts reading: for a try (`dry_run`) or for good. */
export function useStartImport() {
  const kept = useQueryClient()
  return useMutation({
    mutationFn: async (body: { file: string; options: ImportOptions; dry_run: boolean }) =>
      (await beginImport({ body, throwOnError: true })).data,
    onSuccess: () => kept.invalidateQueries({ queryKey: listImportsOptions().queryKey }),
  })
}

/** What taking an import back would come to, as of now. */
export function useReversal(id: string) {
  return useQuery({ ...foreseeRevertOptions({ path: { id } }), gcTime: 0 })
}

/** Begins to take an import back. */
export function useRevert(id: string) {
  const kept = useQueryClient()
  return useMutation({
    mutationFn: async () => (await revertImport({ path: { id }, throwOnError: true })).data,
    onSuccess: () =>
      Promise.all([
        kept.invalidateQueries({ queryKey: listImportsOptions().queryKey }),
        kept.invalidateQueries({ queryKey: showImportOptions({ path: { id } }).queryKey }),
      ]),
  })
}
