import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQueries,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import type {
  CampaignOut as Campaign,
  CampaignIn as CampaignChange,
  Audience as Condition,
  DecisionOut as Decision,
  LetterPreviewOut as LetterPreview,
  MessageChannel,
  RecipeOut as Recipe,
} from '~/client'
import {
  cancelCampaign,
  countAudience,
  createCampaign,
  discardCampaign,
  listDecisions,
  listRecipes,
  pauseCampaign,
  previewCampaign,
  resumeCampaign,
  startCampaign,
  testCampaign,
} from '~/client'
import {
  changeCampaignMutation,
  listCampaignsOptions,
  showCampaignOptions,
  showCampaignQueryKey,
  showEmailOptions,
  showSmsOptions,
  showTelegramOptions,
  showWebhookOptions,
} from '~/client/@tanstack/react-query.gen'

export type { Campaign, CampaignChange, Condition, Decision, LetterPreview, Recipe }
export type { MessageChannel }

/** While letters leave, the screen asks how far they are. */
const ASK_AGAIN = 1_500

export function useCampaigns() {
  return useQuery(listCampaignsOptions())
}

export function useCampaign(id: string) {
  return useQuery({
    ...showCampaignOptions({ path: { id } }),
    refetchInterval: ({ state }) => (state.data?.state === 'sending' ? ASK_AGAIN : false),
  })
}

/** How many such people there are, and how many of them may be written to by a channel. */
export function useAudience(condition: Condition, channel: MessageChannel = 'email') {
  return useQuery({
    queryKey: ['audience', condition, channel],
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) =>
      (await countAudience({ body: { condition, channel }, signal, throwOnError: true })).data,
  })
}

/** The letter as one person would get it; `version` changes when the text was saved. */
export function usePreview(id: string, customer: string | null, version: number) {
  return useQuery({
    queryKey: ['preview', id, customer, version],
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => {
      const asked = { path: { id }, body: { customer }, signal, throwOnError: true } as const
      return (await previewCampaign(asked)).data
    },
  })
}

/** Saves a change of a draft and keeps what the program made of it. */
export function useChangeCampaign(id: string) {
  const kept = useQueryClient()
  return useMutation({
    ...changeCampaignMutation(),
    onSuccess: (campaign) =>
      kept.setQueryData(showCampaignQueryKey({ path: { id } }), campaign as Campaign),
  })
}

const VERBS = {
  start: startCampaign,
  pause: pauseCampaign,
  resume: resumeCampaign,
  cancel: cancelCampaign,
}

export type Verb = keyof typeof VERBS

/** Start, pause, resume, cancel. */
export function useVerb(id: string) {
  const kept = useQueryClient()
  return useMutation({
    mutationFn: async (verb: Verb) =>
      (await VERBS[verb]({ path: { id }, throwOnError: true })).data,
    onSettled: () => kept.invalidateQueries(),
  })
}

export function useDeleteDraft(id: string) {
  const kept = useQueryClient()
  return useMutation({
    // A preview still on its way would be asked of a campaign that is gone.
    onMutate: () => kept.cancelQueries({ queryKey: ['preview', id] }),
    mutationFn: async () => discardCampaign({ path: { id }, throwOnError: true }),
    onSuccess: () => kept.invalidateQueries({ queryKey: listCampaignsOptions().queryKey }),
  })
}

/** Sends the letter to one address of one's own. */
export function useTestLetter(id: string) {
  return useMutation({
    mutationFn: async (address: string) =>
      (await testCampaign({ path: { id }, body: { address }, throwOnError: true })).data,
  })
}

/** A draft for these people with a ready letter in the reader's language. */
export function useNewDraft() {
  const kept = useQueryClient()
  return useMutation({
    mutationFn: async ({ name, condition, language }: NewDraft) => {
      const recipes = (await listRecipes({ throwOnError: true })).data
      const recipe = recipes.find((one) => one.language === language) ?? recipes[0]
      const letter = { subject: recipe?.subject ?? '', body_mjml: recipe?.body_mjml ?? '' }
      const body = { name, condition, language, hold_out_share: 0.1, ...letter }
      return (await createCampaign({ body, throwOnError: true })).data
    },
    onSuccess: () => kept.invalidateQueries({ queryKey: listCampaignsOptions().queryKey }),
  })
}

type NewDraft = { name: string; condition: Condition; language: Recipe['language'] }

export function useRecipes() {
  return useQuery({
    queryKey: ['recipes'],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async () => (await listRecipes({ throwOnError: true })).data,
  })
}

/** Where the messages of each channel go now, and what keeps them from going. */
export function useWays() {
  const [email, sms, telegram, webhook] = useQueries({
    queries: [showEmailOptions(), showSmsOptions(), showTelegramOptions(), showWebhookOptions()],
  })
  return { email: email.data, sms: sms.data, telegram: telegram.data, webhook: webhook.data }
}

/** Person by person: what was decided and why. */
export function useDecisions(id: string, outcome: string | undefined, live: boolean) {
  return useInfiniteQuery({
    queryKey: ['decisions', id, outcome],
    initialPageParam: undefined as string | undefined,
    refetchInterval: live ? ASK_AGAIN * 2 : false,
    placeholderData: keepPreviousData,
    queryFn: async ({ pageParam, signal }) => {
      const query = { outcome, after: pageParam }
      return (await listDecisions({ path: { id }, query, signal, throwOnError: true })).data
    },
    getNextPageParam: (page) => page.next ?? undefined,
  })
}
