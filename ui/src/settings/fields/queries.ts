import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { CustomFieldIn as FieldIn } from '~/client'
import { saveField } from '~/client'
import { listFieldsQueryKey } from '~/client/@tanstack/react-query.gen'

export type { FieldIn }

/** Makes a field, or changes the one of its key. */
export function useSaveField() {
  const kept = useQueryClient()
  return useMutation({
    mutationFn: async ({ key, body }: { key: string; body: FieldIn }) =>
      (await saveField({ path: { key }, body, throwOnError: true })).data,
    onSuccess: () => kept.invalidateQueries({ queryKey: listFieldsQueryKey() }),
  })
}
