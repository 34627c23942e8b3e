import { useQuery } from '@tanstack/react-query'
import type { Effect } from '~/client'
import { listEffectsOptions, showEffectOptions } from '~/client/@tanstack/react-query.gen'

export type { Effect }

/** What every campaign that has dealt anybody changed, the newest first. */
export function useEffects() {
  return useQuery(listEffectsOptions())
}

/** What one campaign changed, against those it did not write to. */
export function useEffectOf(campaign: string) {
  return useQuery(showEffectOptions({ path: { campaign } }))
}
