import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type {
  BackupOut as Backup,
  BackupsIn as BackupWish,
  BackupsOut as Backups,
  SystemCheck as Check,
  FailingOut as Failing,
  SystemOut as System,
} from '~/client'
import { changeBackups, checkSystem, makeBackup, retryJob } from '~/client'
import {
  listBackupsOptions,
  listBackupsQueryKey,
  showSystemOptions,
  showSystemQueryKey,
} from '~/client/@tanstack/react-query.gen'

export type { Backup, Backups, BackupWish, Check, Failing, System }

/** How often it is looked again while a backup is being made, and while nothing happens. */
const LOOK = 1_000
const REST = 15_000

/** How the program is doing; watched while it is looked at. */
export function useSystem() {
  return useQuery({ ...showSystemOptions(), refetchInterval: REST })
}

/** Has failed work tried again at once. */
export function useRetry() {
  const kept = useQueryClient()
  return useMutation({
    mutationFn: async (id: string) => (await retryJob({ path: { id }, throwOnError: true })).data,
    onSuccess: (system) => kept.setQueryData(showSystemQueryKey(), system),
  })
}

/** The backups, watched while one is being made. */
export function useBackups() {
  return useQuery({
    ...listBackupsOptions(),
    refetchInterval: ({ state }) =>
      state.data?.items.some((one) => one.state === 'running') ? LOOK : REST,
  })
}

/** Makes a backup now. */
export function useMakeBackup() {
  const kept = useQueryClient()
  return useMutation({
    mutationFn: async () => (await makeBackup({ throwOnError: true })).data,
    onSettled: () => kept.invalidateQueries({ queryKey: listBackupsQueryKey() }),
  })
}

/** Changes how backups are made by themselves. */
export function useSaveBackups() {
  const kept = useQueryClient()
  return useMutation({
    mutationFn: async (body: BackupWish) =>
      (await changeBackups({ body, throwOnError: true })).data,
    onSuccess: (backups) => kept.setQueryData(listBackupsQueryKey(), backups),
  })
}

/** Looks through everything. */
export function useCheck() {
  return useMutation({ mutationFn: async () => (await checkSystem({ throwOnError: true })).data })
}
