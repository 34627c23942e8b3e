import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type {
  EmailIn,
  EmailOut,
  Follows,
  Limits,
  MessageChannel,
  ShopOut as Shop,
  ShopPatch as ShopChange,
  SmsIn,
  SmsOut,
  TelegramIn,
  TelegramOut,
  WebhookIn,
  WebhookOut,
} from '~/client'
import {
  changeEmail,
  changeLimits,
  changeShop,
  changeSms,
  changeTelegram,
  changeTracking,
  changeWebhook,
  showReturns,
  testChannel,
} from '~/client'
import {
  showEmailOptions,
  showEmailQueryKey,
  showLimitsOptions,
  showLimitsQueryKey,
  showShopQueryKey,
  showSmsOptions,
  showSmsQueryKey,
  showTelegramOptions,
  showTelegramQueryKey,
  showTrackingOptions,
  showTrackingQueryKey,
  showWebhookOptions,
  showWebhookQueryKey,
} from '~/client/@tanstack/react-query.gen'

export type { EmailIn, EmailOut, Shop, ShopChange }
export type { SmsIn, SmsOut, TelegramIn, TelegramOut, WebhookIn, WebhookOut }

export function useChannel() {
  return useQuery(showEmailOptions())
}

export function useSaveChannel() {
  const kept = useQueryClient()
  return useMutation({
    mutationFn: async (body: EmailIn) => (await changeEmail({ body, throwOnError: true })).data,
    onSuccess: (saved) => kept.setQueryData(showEmailQueryKey(), saved),
  })
}

/** A new zone moves day borders, so every figure is asked again. */
export function useSaveShop() {
  const kept = useQueryClient()
  return useMutation({
    mutationFn: async (body: ShopChange) => (await changeShop({ body, throwOnError: true })).data,
    onSuccess: (saved) => {
      kept.setQueryData(showShopQueryKey(), saved)
      kept.invalidateQueries()
    },
  })
}

export function useSms() {
  return useQuery(showSmsOptions())
}

export function useSaveSms() {
  const kept = useQueryClient()
  return useMutation({
    mutationFn: async (body: SmsIn) => (await changeSms({ body, throwOnError: true })).data,
    onSuccess: (saved) => kept.setQueryData(showSmsQueryKey(), saved),
  })
}

export function useTelegram() {
  return useQuery(showTelegramOptions())
}

export function useSaveTelegram() {
  const kept = useQueryClient()
  return useMutation({
    mutationFn: async (body: TelegramIn) =>
      (await changeTelegram({ body, throwOnError: true })).data,
    onSuccess: (saved) => kept.setQueryData(showTelegramQueryKey(), saved),
  })
}

export function useWebhook() {
  return useQuery(showWebhookOptions())
}

export function useSaveWebhook() {
  const kept = useQueryClient()
  return useMutation({
    mutationFn: async (body: WebhookIn) => (await changeWebhook({ body, throwOnError: true })).data,
    onSuccess: (saved) => kept.setQueryData(showWebhookQueryKey(), saved),
  })
}

/** Sends one message to oneself by a channel as it is kept. */
export function useTestChannel(channel: MessageChannel) {
  return useMutation({
    mutationFn: async (address: string) =>
      (await testChannel({ path: { channel }, body: { address }, throwOnError: true })).data,
  })
}

export function useLimits() {
  return useQuery(showLimitsOptions())
}

export function useSaveLimits() {
  const kept = useQueryClient()
  return useMutation({
    mutationFn: async (body: Limits) => (await changeLimits({ body, throwOnError: true })).data,
    onSuccess: (saved) => kept.setQueryData(showLimitsQueryKey(), saved),
  })
}

export function useTracking() {
  return useQuery(showTrackingOptions())
}

export function useSaveTracking() {
  const kept = useQueryClient()
  return useMutation({
    mutationFn: async (follows: Follows) =>
      (await changeTracking({ body: { follows }, throwOnError: true })).data,
    onSuccess: (saved) => kept.setQueryData(showTrackingQueryKey(), saved),
  })
}

/** Where a mail server hands over what came back; the address is made when it is asked for. */
export function useReturns() {
  return useMutation({ mutationFn: async () => (await showReturns({ throwOnError: true })).data })
}
