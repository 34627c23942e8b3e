import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type {
  LeavingCard as LeavingOf,
  PersonaCard as PersonaOf,
  ValueCard as AheadOf,
  BuyerOut as Buyer,
  PersonOut as Customer,
  CustomerOut as CustomerCard,
  DecisionAboutOut as Decision,
  HappeningOut as Happening,
  ListPeopleData,
  ShowTimelineData,
  StayOut as Stay,
} from '~/client'
import { listPeople, showTimeline } from '~/client'
import {
  listDecisionsAboutOptions,
  listPeopleOptions,
  listStaysOptions,
  showCardOptions,
  showCustomerOptions,
  showFiguresOptions,
  showLeavingCardOptions,
  showPersonaCardOptions,
} from '~/client/@tanstack/react-query.gen'

export type { AheadOf, Buyer, Customer, CustomerCard, Decision, Happening, LeavingOf, PersonaOf, Stay }

/** What the list may be asked: words, order, group, silence, whether they may be written to. */
export type CustomerQuestion = NonNullable<ListPeopleData['query']>

const PAGE = 100

/** The customers that match, page after page as the list is scrolled. */
export function useCustomerPages(question: CustomerQuestion) {
  return useInfiniteQuery({
    queryKey: ['customers', question],
    initialPageParam: undefined as string | undefined,
    placeholderData: keepPreviousData,
    queryFn: async ({ pageParam, signal }) => {
      const query = { ...question, limit: PAGE, after: pageParam }
      return (await listPeople({ query, signal, throwOnError: true })).data
    },
    getNextPageParam: (page) => page.next ?? undefined,
  })
}

/** The few best matches while somebody types. */
export function useFoundCustomers(search: string, limit = 6) {
  return useQuery({
    ...listPeopleOptions({ query: { search, limit } }),
    enabled: search.length > 0,
    placeholderData: keepPreviousData,
  })
}

export function useCard(id: string) {
  return useQuery(showCustomerOptions({ path: { id } }))
}

/** How often, how lately and for how much he has bought; a refusal while he never has. */
export function useFigures(id: string) {
  return useQuery(showFiguresOptions({ path: { id } }))
}

/** Whether he still buys and what is expected of him; a refusal while he never has bought. */
export function useAhead(id: string) {
  return useQuery(showCardOptions({ path: { id } }))
}

/** His chance to leave and why; a refusal while nobody can say. */
export function useLeavingOf(id: string) {
  return useQuery(showLeavingCardOptions({ path: { id } }))
}

/** The persona of a person and why, to be asked where a run is in use. */
export function usePersonaOf(id: string) {
  return useQuery(showPersonaCardOptions({ path: { id } }))
}

/** What every campaign that meant this person decided, the newest first. */
export function useDecisionsAbout(id: string) {
  return useQuery(listDecisionsAboutOptions({ path: { id } }))
}

/** The segments a person is in, by name. */
export function useStays(id: string) {
  return useQuery(listStaysOptions({ path: { id } }))
}

/** Which part of a timeline: one family of happenings, from a moment, until one. */
export type TimelinePart = Pick<
  NonNullable<ShowTimelineData['query']>,
  'family' | 'from' | 'until'
>

/** What happened with one person, newest first. */
export function useTimeline(id: string, part: TimelinePart) {
  return useInfiniteQuery({
    queryKey: ['timeline', id, part],
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ pageParam, signal }) => {
      const query = { ...part, after: pageParam }
      const asked = { path: { id }, query, signal } as const
      return (await showTimeline({ ...asked, throwOnError: true })).data
    },
    getNextPageParam: (page) => page.next ?? undefined,
  })
}
