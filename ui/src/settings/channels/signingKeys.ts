import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type {
  DomainRecordOut as DomainRecord,
  SigningKeyIn,
  SigningKeyOut as SigningKey,
  SigningOut as SigningState,
} from '~/client'
import { changeSigningKey, discardSigningKey, listSigningKeys, makeSigningKey } from '~/client'

export type { DomainRecord, SigningKey, SigningState }

const KEY = ['signing-keys']

/** The keys, and what the domain's records have to say. */
export function useSigning() {
  return useQuery({
    queryKey: KEY,
    queryFn: async ({ signal }) => (await listSigningKeys({ signal, throwOnError: true })).data,
  })
}

/** Makes a key. */
export function useMakeKey() {
  const kept = useQueryClient()
  return useMutation({
    mutationFn: async (body: SigningKeyIn) => makeSigningKey({ body, throwOnError: true }),
    onSuccess: () => kept.invalidateQueries({ queryKey: KEY }),
  })
}

/** Lets a key sign or rest, or throws it away. */
export function useKeys(path: { domain: string; selector: string }) {
  const kept = useQueryClient()
  const onSuccess = () => kept.invalidateQueries({ queryKey: KEY })
  const change = useMutation({
    mutationFn: async (signs: boolean) =>
      changeSigningKey({ path, body: { signs }, throwOnError: true }),
    onSuccess,
  })
  const discard = useMutation({
    mutationFn: async () => discardSigningKey({ path, throwOnError: true }),
    onSuccess,
  })
  return { change, discard }
}
