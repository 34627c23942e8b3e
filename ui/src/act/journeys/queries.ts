import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type {
  Journey,
  JourneyIn,
  JourneyPlan,
  JourneyRecipe,
  JourneyStep,
  JourneyStepCounts,
  Language,
  Replay,
} from '~/client'
import {
  changeJourney,
  createJourney,
  moveUpJourney,
  pauseJourney,
  readJourney,
  removeJourney,
  replayJourney,
  startJourney,
  stopJourney,
} from '~/client'
import {
  listJourneyRecipesOptions,
  listJourneysOptions,
  showJourneyOptions,
  showJourneyQueryKey,
} from '~/client/@tanstack/react-query.gen'

export type { Journey, JourneyIn, JourneyPlan, JourneyRecipe, JourneyStep, Replay }
export type Counts = JourneyStepCounts

/** While people move, the screen asks how far they are. */
const ASK_AGAIN = 3_000

export function useJourneys() {
  return useQuery(listJourneysOptions())
}

/** Ready journeys in the reader's language; so are the letters, until they are changed. */
export function useJourneyRecipes(language: Language) {
  return useQuery(listJourneyRecipesOptions({ query: { language } }))
}

export function useJourney(id: string) {
  return useQuery({
    ...showJourneyOptions({ path: { id } }),
    refetchInterval: ({ state }) => (state.data?.state === 'on' ? ASK_AGAIN : false),
  })
}

/** Keeps a file as a new journey. */
export function useNewJourney() {
  const kept = useQueryClient()
  return useMutation({
    mutationFn: async (body: JourneyIn) => (await createJourney({ body, throwOnError: true })).data,
    onSuccess: () => kept.invalidateQueries({ queryKey: listJourneysOptions().queryKey }),
  })
}

/** Keeps another version and what the program made of it. */
export function useChangeJourney(id: string) {
  const kept = useQueryClient()
  return useMutation({
    mutationFn: async (body: JourneyIn) =>
      (await changeJourney({ path: { id }, body, throwOnError: true })).data,
    onSuccess: (journey) => {
      kept.setQueryData(showJourneyQueryKey({ path: { id } }), journey)
      kept.invalidateQueries({ queryKey: ['journey-replay', id] })
    },
  })
}

/** What is wrong with a text before it is kept. */
export function useReadJourney(text: string) {
  return useQuery({
    queryKey: ['journey-read', text],
    queryFn: async ({ signal }) =>
      (await readJourney({ body: { text }, signal, throwOnError: true })).data,
  })
}

/** What it would have done last year; asked at once for a draft, else when wanted. */
export function useReplay(id: string, version: number, wanted: boolean) {
  return useQuery({
    queryKey: ['journey-replay', id, version],
    enabled: wanted,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async ({ signal }) =>
      (await replayJourney({ path: { id }, signal, throwOnError: true })).data,
  })
}

const VERBS = { start: startJourney, pause: pauseJourney, stop: stopJourney }

export type Verb = keyof typeof VERBS

/** Switch on, let rest, stop. */
export function useVerb(id: string) {
  const kept = useQueryClient()
  return useMutation({
    mutationFn: async (verb: Verb) =>
      (await VERBS[verb]({ path: { id }, throwOnError: true })).data,
    onSettled: () => kept.invalidateQueries(),
  })
}

/** Moves those on the way by an earlier version to the newest. */
export function useMoveUp(id: string) {
  const kept = useQueryClient()
  return useMutation({
    mutationFn: async () => (await moveUpJourney({ path: { id }, throwOnError: true })).data,
    onSettled: () => kept.invalidateQueries({ queryKey: showJourneyQueryKey({ path: { id } }) }),
  })
}

export function useRemoveDraft(id: string) {
  const kept = useQueryClient()
  return useMutation({
    onMutate: () => kept.cancelQueries({ queryKey: ['journey-replay', id] }),
    mutationFn: async () => removeJourney({ path: { id }, throwOnError: true }),
    onSuccess: () => kept.invalidateQueries({ queryKey: listJourneysOptions().queryKey }),
  })
}
