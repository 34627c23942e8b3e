import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { EmailIn, EmailOut, ShopOut as Shop, ShopPatch as ShopChange } from '~/client'
import { changeEmail, changeShop } from '~/client'
import {
  showEmailOptions,
  showEmailQueryKey,
  showShopQueryKey,
} from '~/client/@tanstack/react-query.gen'

export type { EmailIn, EmailOut, Shop, ShopChange }

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
