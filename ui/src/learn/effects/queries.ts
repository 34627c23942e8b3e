import { useQuery } from '@tanstack/react-query'
import type { EffectReport as Effect } from '~/client'
import { listEffects } from '~/client'
import { listEffectsQueryKey, showEffectOptions } from '~/client/@tanstack/react-query.gen'
import { problemOf } from '~/shared/api/problem'

export type { Effect }

/** Every campaign with a hold-out; none where the program keeps no effects yet. */
export function useEffects() {
  return useQuery({
    queryKey: listEffectsQueryKey(),
    queryFn: async ({ signal }) => {
      try {
        return (await listEffects({ signal, throwOnError: true })).data
      } catch (error) {
        if (problemOf(error).code === 'not_found') return []
        throw error
      }
    },
  })
}

/** What one campaign changed, against those it did not write to. */
export function useEffectOf(campaign: string) {
  return useQuery(showEffectOptions({ path: { id: campaign } }))
}
