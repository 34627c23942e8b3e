import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type {
  PrivacyOut as Privacy,
  RegulationIn,
  RegulationPlace as Place,
  RegulationVerb as Verb,
} from '~/client'
import { askRegulation } from '~/client'
import { showPrivacyOptions } from '~/client/@tanstack/react-query.gen'

export type { Place, Privacy, Verb }

/** Everything about a person as a page to hand over, in the language of whoever hands it over. */
export const pageOf = (id: string, language: string) =>
  `/api/v1/customers/${id}/export.html?language=${language}`

/** The same for programs. */
export const programOf = (id: string) => `/api/v1/customers/${id}/export.json`

/** What would become of a person, looked at anew each time. */
export function usePrivacy(id: string) {
  return useQuery({ ...showPrivacyOptions({ path: { id } }), gcTime: 0 })
}

/** Has a person forgotten; every list is asked for anew from then on. */
export function useForget(id: string) {
  const kept = useQueryClient()
  return useMutation({
    mutationFn: async (body: RegulationIn) =>
      (await askRegulation({ path: { id }, body, throwOnError: true })).data,
    onSuccess: () => kept.invalidateQueries({ refetchType: 'none' }),
  })
}
