import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type {
  Language,
  LetterCheckOut as LetterCheck,
  LetterGivenIn as Given,
  LetterPreviewOut as LetterPreview,
} from '~/client'
import {
  checkGivenLetter,
  discardLetterSnippet,
  makeLetterMjml,
  previewLetter,
  saveLetterBrand,
  saveLetterSnippet,
} from '~/client'
import {
  listLetterSnippetsOptions,
  showLetterBrandOptions,
} from '~/client/@tanstack/react-query.gen'
import type { Block, Brand, Design, Footing } from './blocks'

export type { Given, Language, LetterCheck, LetterPreview }

const PREVIEW = 'given-letter'

/** A letter that nothing keeps yet, as one person would get it. */
export function useGivenPreview(given: Given) {
  return useQuery({
    queryKey: [PREVIEW, given],
    placeholderData: keepPreviousData,
    retry: false,
    queryFn: async ({ signal }) =>
      (await previewLetter({ body: given, signal, throwOnError: true })).data,
  })
}

/** The check of such a letter; its links are visited when it is asked for. */
export function useGivenCheck(given: Given) {
  const ask = async (visit_links: boolean, signal?: AbortSignal) =>
    (await checkGivenLetter({ body: { ...given, visit_links }, signal, throwOnError: true })).data
  const kept = useQuery({
    queryKey: [PREVIEW, 'check', given],
    placeholderData: keepPreviousData,
    retry: false,
    queryFn: ({ signal }) => ask(false, signal),
  })
  const visit = useMutation({ mutationFn: (_letter: string) => ask(true) })
  // What was visited belongs to the letter as it was then.
  const letter = JSON.stringify(given)
  const visited = visit.variables === letter ? visit.data : undefined
  return { kept, visited, isVisiting: visit.isPending, visit: () => visit.mutate(letter) }
}

/** The MJML of blocks, for those who go on by themselves. */
export function useMjml() {
  return useMutation({
    mutationFn: async (body: { design: Design; language?: Language; footing: Footing }) =>
      (await makeLetterMjml({ body, throwOnError: true })).data.body_mjml,
  })
}

export function useBrand() {
  return useQuery(showLetterBrandOptions())
}

/** Keeps how letters look; what is shown of them is asked for again. */
export function useSaveBrand() {
  const kept = useQueryClient()
  return useMutation({
    mutationFn: async (body: Brand) => (await saveLetterBrand({ body, throwOnError: true })).data,
    onSuccess: () => kept.invalidateQueries(),
  })
}

export function useSnippets() {
  return useQuery(listLetterSnippetsOptions())
}

type Named = { name: string; language: Language }

/** Keeps a group of blocks, in place of the one before. */
export function useSaveSnippet() {
  const kept = useQueryClient()
  return useMutation({
    mutationFn: async ({ path, blocks }: { path: Named; blocks: Block[] }) =>
      saveLetterSnippet({ path, body: { blocks }, throwOnError: true }),
    onSuccess: () => kept.invalidateQueries(),
  })
}

/** Throws a group of blocks away. */
export function useDiscardSnippet() {
  const kept = useQueryClient()
  return useMutation({
    mutationFn: async (path: Named) => discardLetterSnippet({ path, throwOnError: true }),
    onSuccess: () => kept.invalidateQueries(),
  })
}
