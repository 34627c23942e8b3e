import { useQuery } from '@tanstack/react-query'
import { showShopOptions } from '~/client/@tanstack/react-query.gen'

export type { Money, ShopOut as Shop } from '~/client'

/** The shop this page speaks about; asked once, shared by every screen. */
export function useShop() {
  return useQuery({ ...showShopOptions(), staleTime: 30_000 })
}
