import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { SpendIn, SpendOut as Spend, SpendSummary } from '~/client'
import { addSpend, changeSpend, removeSpend, takeInSpend } from '~/client'
import { listSpendOptions } from '~/client/@tanstack/react-query.gen'
import { handOver } from '~/shared/api/file'

export type { Spend, SpendIn, SpendSummary }

export function useSpend() {
  return useQuery(listSpendOptions())
}

/** What was spent decides what a new customer costs, so every figure is asked again. */
function useWriting<In, Out>(write: (told: In) => Promise<Out>) {
  const kept = useQueryClient()
  return useMutation({ mutationFn: write, onSuccess: () => kept.invalidateQueries() })
}

/** Writes down a spend, or another one in place of that of an id. */
export function useWriteSpend(id?: string) {
  return useWriting(async (body: SpendIn) => {
    const answer = id
      ? await changeSpend({ path: { id }, body, throwOnError: true })
      : await addSpend({ body, throwOnError: true })
    return answer.data
  })
}

export function useRemoveSpend() {
  return useWriting(async (id: string) => removeSpend({ path: { id }, throwOnError: true }))
}

/** Hands a file over and tries it out; nothing is written before the owner has seen what it says. */
export function useTryFile() {
  return useMutation({
    mutationFn: async (file: File) => {
      const handed = await handOver(file)
      const tried = { file: handed.file, dry_run: true }
      const answer = await takeInSpend({ body: tried, throwOnError: true })
      return { file: handed.file, summary: answer.data }
    },
  })
}

export function useTakeIn() {
  return useWriting(async (file: string) => {
    const answer = await takeInSpend({ body: { file, dry_run: false }, throwOnError: true })
    return answer.data
  })
}
