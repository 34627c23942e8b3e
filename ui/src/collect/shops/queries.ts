import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type {
  ConnectedOut as Connected,
  DayOut as Day,
  DeliveryOut as Delivery,
  ErrandOut as Errand,
  Fate,
  PapersIn as Papers,
  ReplayIn as Replay,
  StorefrontIn as NewShop,
  StorefrontKind as Kind,
  StorefrontOut as Shop,
  WishOut as Wish,
} from '~/client'
import {
  changeStorefront,
  checkDays,
  connectStorefront,
  disconnectStorefront,
  fetchDay,
  fillStorefront,
  holdStorefront,
  replayDeliveries,
  stopFilling,
  wishDone,
} from '~/client'
import {
  listDaysOptions,
  listDeliveriesOptions,
  listStorefrontsOptions,
  listWishesOptions,
  showStorefrontOptions,
} from '~/client/@tanstack/react-query.gen'

export type {
  Connected,
  Day,
  Delivery,
  Errand,
  Fate,
  Kind,
  NewShop,
  Papers,
  Replay,
  Shop,
  Wish,
}

/** What comes in is watched while it comes in. */
const LOOK_AGAIN = 2000

export function useShops() {
  return useQuery({ ...listStorefrontsOptions(), refetchInterval: LOOK_AGAIN })
}

export function useShop(id: string) {
  return useQuery({ ...showStorefrontOptions({ path: { id } }), refetchInterval: LOOK_AGAIN })
}

export function useDeliveries(id: string, fate: Fate | undefined) {
  return useQuery({
    ...listDeliveriesOptions({ path: { id }, query: { fate, limit: 50 } }),
    refetchInterval: LOOK_AGAIN,
  })
}

export function useDays(id: string) {
  return useQuery({ ...listDaysOptions({ path: { id } }), refetchInterval: LOOK_AGAIN })
}

export function useWishes(id: string) {
  return useQuery(listWishesOptions({ path: { id } }))
}

/** Something done to a shop, after which everything shown of it is asked for again. */
function useDeed<In, Out>(deed: (told: In) => Promise<Out>) {
  const kept = useQueryClient()
  return useMutation({ mutationFn: deed, onSuccess: () => kept.invalidateQueries() })
}

export function useConnect() {
  return useDeed(
    async (body: NewShop) => (await connectStorefront({ body, throwOnError: true })).data,
  )
}

export function useChange(id: string) {
  return useDeed(
    async (body: Papers) =>
      (await changeStorefront({ path: { id }, body, throwOnError: true })).data,
  )
}

export function useHold(id: string) {
  return useDeed(async (state: 'listening' | 'paused') => {
    await holdStorefront({ path: { id }, body: { state }, throwOnError: true })
  })
}

export function useDisconnect(id: string) {
  return useDeed(async () => {
    await disconnectStorefront({ path: { id }, throwOnError: true })
  })
}

export function useReplay(id: string) {
  return useDeed(
    async (body: Replay) =>
      (await replayDeliveries({ path: { id }, body, throwOnError: true })).data,
  )
}

export function useFill(id: string) {
  return useDeed(async () => {
    await fillStorefront({ path: { id }, throwOnError: true })
  })
}

export function useStop(id: string) {
  return useDeed(async () => {
    await stopFilling({ path: { id }, throwOnError: true })
  })
}

export function useCheck(id: string) {
  return useDeed(async () => {
    await checkDays({ path: { id }, body: {}, throwOnError: true })
  })
}

export function useFetchDay(id: string) {
  return useDeed(async (day: string) => {
    await fetchDay({ path: { id, day }, throwOnError: true })
  })
}

export function useWishDone(id: string) {
  return useDeed(async (wish: string) => {
    await wishDone({ path: { id, wish }, throwOnError: true })
  })
}
