import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type {
  CreatedOut as CreatedKey,
  KeyOut as Key,
  LatestOut as Latest,
  SourceOut as Source,
} from '~/client'
import { createKey, revokeKey } from '~/client'
import {
  listKeysOptions,
  listLatestEventsOptions,
  listSourcesOptions,
} from '~/client/@tanstack/react-query.gen'

export type { CreatedKey, Key, Latest, Source }

/** What is heard is watched while it comes in. */
const LOOK_AGAIN = 2000

export function useSources() {
  return useQuery({ ...listSourcesOptions(), refetchInterval: LOOK_AGAIN })
}

export function useLatest(source: string) {
  return useQuery({
    ...listLatestEventsOptions({ query: { source, limit: 50 } }),
    refetchInterval: LOOK_AGAIN,
  })
}

export function useKeys() {
  return useQuery(listKeysOptions())
}

export function useMakeKey() {
  const kept = useQueryClient()
  return useMutation({
    mutationFn: async (name: string) =>
      (await createKey({ body: { name, scope: 'ingest' }, throwOnError: true })).data,
    onSuccess: () => kept.invalidateQueries({ queryKey: listKeysOptions().queryKey }),
  })
}

export function useRevokeKey() {
  const kept = useQueryClient()
  return useMutation({
    mutationFn: async (id: string) => {
      await revokeKey({ path: { id }, throwOnError: true })
    },
    onSuccess: () => kept.invalidateQueries({ queryKey: listKeysOptions().queryKey }),
  })
}
