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
  LetterCheckOut as LetterCheck,
  LetterFinding,
  LetterPreviewOut as LetterPreview,
  CampaignVariant,
  Delivery,
  MessageChannel,
  PastZones,
  RecipeOut as Recipe,
  Repeats,
  Timing,
} from '~/client'
import {
  cancelCampaign,
  checkCampaign,
  countAudience,
  createCampaign,
  discardCampaign,
  listDecisions,
  listRecipes,
  pauseCampaign,
  previewCampaign,
  recallCampaign,
  resumeCampaign,
  startCampaign,
  testCampaign,
} from '~/client'
import {
  changeCampaignMutation,
  listCampaignsOptions,
  listCampaignRunsOptions,
  showCampaignOptions,
  showCampaignQueryKey,
  showEmailOptions,
  showReadingsOptions,
  showSmsOptions,
  showTelegramOptions,
  showTrackingOptions,
  showWebhookOptions,
} from '~/client/@tanstack/react-query.gen'

export type { Campaign, CampaignChange, Condition, Decision, LetterCheck,
  LetterFinding,
  LetterPreview, Recipe }
export type { CampaignVariant, Delivery, MessageChannel, PastZones, Repeats, Timing }

/** While letters leave, the screen asks how far they are. */
const ASK_AGAIN = 1_500

/** What waits for its moment begins without anybody at the page. */
const ASKED_AGAIN: { [state in Campaign['state']]?: number } = {
  sending: ASK_AGAIN,
  scheduled: 20_000,
}

export function useCampaigns() {
  return useQuery(listCampaignsOptions())
}

export function useCampaign(id: string) {
  return useQuery({
    ...showCampaignOptions({ path: { id } }),
    refetchInterval: ({ state }) => ASKED_AGAIN[state.data?.state ?? 'draft'] ?? false,
  })
}

/** The times that a campaign which repeats has left. */
export function useRuns(id: string) {
  return useQuery({ ...listCampaignRunsOptions({ path: { id } }), refetchInterval: ASK_AGAIN * 10 })
}

/** What was read of its letters, as far as that may be known. */
export function useReadings(id: string) {
  return useQuery({
    ...showReadingsOptions({ path: { id } }),
    refetchInterval: ASK_AGAIN * 10,
  })
}

/** Whose reading may be followed, and whether the owner was asked. */
export function useFollowing() {
  return useQuery(showTrackingOptions())
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
export function usePreview(id: string, whom: PreviewOf, version: number) {
  return useQuery({
    queryKey: ['preview', id, whom, version],
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => {
      const asked = { path: { id }, body: whom, signal, throwOnError: true } as const
      return (await previewCampaign(asked)).data
    },
  })
}

/** The check of the letter as it was saved; its links are visited when it is asked for. */
export function useLetterCheck(id: string, variant: number, version: number) {
  const ask = async (visit_links: boolean, signal?: AbortSignal) => {
    const asked = { path: { id }, body: { variant, visit_links }, signal } as const
    return (await checkCampaign({ ...asked, throwOnError: true })).data
  }
  const kept = useQuery({
    queryKey: ['letter-check', id, variant, version],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => ask(false, signal),
  })
  const visit = useMutation({ mutationFn: (_letter: string) => ask(true) })
  // What was visited belongs to the letter as it was then.
  const letter = `${id} ${variant} ${version}`
  const visited = visit.variables === letter ? visit.data : undefined
  return { kept, visited, isVisiting: visit.isPending, visit: () => visit.mutate(letter) }
}

/** Whom the letter is shown as, and in which of the ways it is said. */
type PreviewOf = { customer: string | null; variant: number }

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
  recall: recallCampaign,
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
    mutationFn: async (body: { address: string; variant: number }) =>
      (await testCampaign({ path: { id }, body, throwOnError: true })).data,
  })
}

/** A draft for these people with a ready letter in the reader's language. */
export function useNewDraft() {
  const kept = useQueryClient()
  return useMutation({
    mutationFn: async ({ name, condition, language }: NewDraft) => {
      const recipes = (await listRecipes({ throwOnError: true })).data
      const recipe = recipes.find((one) => one.language === language) ?? recipes[0]
      const letter = { subject: recipe?.subject ?? '', design: recipe?.design }
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
