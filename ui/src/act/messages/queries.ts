import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type {
  KeptTextIn,
  Language,
  MessageAnswerOut as Answer,
  MessageIn,
  MessagePreviewIn,
  MessageText as KeptText,
  ServiceMessage,
} from '~/client'
import {
  discardMessageText,
  listMessages,
  listMessageTexts,
  previewMessage,
  saveMessageText,
  sendMessage,
} from '~/client'

export type { Answer, KeptText, KeptTextIn, Language, MessageIn, ServiceMessage }

const KEY = 'service-messages'
const TEXTS = 'message-texts'

type Which = { find?: string; state?: string; customer?: string }

/** Service messages, the newest first; those on their way are looked at again by themselves. */
export function useMessages(which: Which) {
  return useInfiniteQuery({
    queryKey: [KEY, which],
    initialPageParam: undefined as string | undefined,
    placeholderData: keepPreviousData,
    queryFn: async ({ pageParam, signal }) => {
      const query = { ...which, after: pageParam }
      return (await listMessages({ query, signal, throwOnError: true })).data
    },
    getNextPageParam: (page) => page.next ?? undefined,
    refetchInterval: ({ state }) =>
      state.data?.pages.some((page) => page.items.some(isOnItsWay)) ? 2_000 : false,
  })
}

function isOnItsWay({ state }: ServiceMessage) {
  return state === 'due' || state === 'handing'
}

/** Asks for one message. */
export function useSend() {
  const kept = useQueryClient()
  return useMutation({
    mutationFn: async (body: MessageIn) => (await sendMessage({ body, throwOnError: true })).data,
    onSuccess: () => kept.invalidateQueries({ queryKey: [KEY] }),
  })
}

/** The message as somebody would get it. */
export function useMessagePreview(body: MessagePreviewIn | null) {
  return useQuery({
    queryKey: [KEY, 'preview', body],
    enabled: body !== null,
    placeholderData: keepPreviousData,
    retry: false,
    queryFn: async ({ signal }) =>
      (await previewMessage({ body: body as MessagePreviewIn, signal, throwOnError: true })).data,
  })
}

/** The kept texts, in every language. */
export function useTexts() {
  return useQuery({
    queryKey: [TEXTS],
    queryFn: async ({ signal }) => (await listMessageTexts({ signal, throwOnError: true })).data,
  })
}

type Named = { name: string; language: Language }

/** Keeps a text, in place of the one before. */
export function useSaveText() {
  const kept = useQueryClient()
  return useMutation({
    mutationFn: async ({ path, body }: { path: Named; body: KeptTextIn }) =>
      saveMessageText({ path, body, throwOnError: true }),
    onSuccess: () => kept.invalidateQueries({ queryKey: [TEXTS] }),
  })
}

/** Throws a text away. */
export function useDiscardText() {
  const kept = useQueryClient()
  return useMutation({
    mutationFn: async (path: Named) => discardMessageText({ path, throwOnError: true }),
    onSuccess: () => kept.invalidateQueries({ queryKey: [TEXTS] }),
  })
}
