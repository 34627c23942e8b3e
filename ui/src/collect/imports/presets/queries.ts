import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Preset } from '~/client'
import { removeImportPreset, renameImportPreset, saveImportPreset } from '~/client'
import { listImportPresetsOptions } from '~/client/@tanstack/react-query.gen'

export type { Preset }

export function usePresets() {
  return useQuery(listImportPresetsOptions())
}

function useChange<Told, Done>(change: (told: Told) => Promise<Done>) {
  const kept = useQueryClient()
  return useMutation({
    mutationFn: change,
    onSuccess: () => kept.invalidateQueries({ queryKey: listImportPresetsOptions().queryKey }),
  })
}

/** Keeps what an import was told under a name. */
export function useSavePreset() {
  return useChange((body: { name: string; import: string }) =>
    saveImportPreset({ body, throwOnError: true }),
  )
}

export function useRenamePreset() {
  return useChange(({ id, name }: { id: string; name: string }) =>
    renameImportPreset({ path: { id }, body: { name }, throwOnError: true }),
  )
}

export function useRemovePreset() {
  return useChange((id: string) => removeImportPreset({ path: { id }, throwOnError: true }))
}
