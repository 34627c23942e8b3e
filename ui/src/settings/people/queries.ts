import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { InvitedOut as Invited, Role, StaffIn, StaffOut as Staff, StaffPatch } from '~/client'
import { changeStaff, inviteStaff, removeStaff, renewLink } from '~/client'
import { listStaffOptions } from '~/client/@tanstack/react-query.gen'

export type { Invited, Role, Staff, StaffIn }

export const ROLES: Role[] = ['owner', 'marketer', 'analyst', 'sales', 'support', 'read-only']

export function useStaff() {
  return useQuery(listStaffOptions())
}

function useAsksAgain() {
  const kept = useQueryClient()
  return () => kept.invalidateQueries({ queryKey: listStaffOptions().queryKey })
}

export function useInvite() {
  const onSuccess = useAsksAgain()
  return useMutation({
    mutationFn: async (body: StaffIn) => (await inviteStaff({ body, throwOnError: true })).data,
    onSuccess,
  })
}

export function useNewLink() {
  return useMutation({
    mutationFn: async (id: string) => (await renewLink({ path: { id }, throwOnError: true })).data,
  })
}

export function useChangeStaff() {
  const onSuccess = useAsksAgain()
  return useMutation({
    mutationFn: async ({ id, ...body }: StaffPatch & { id: string }) =>
      (await changeStaff({ path: { id }, body, throwOnError: true })).data,
    onSuccess,
  })
}

export function useRemoveStaff() {
  const onSuccess = useAsksAgain()
  return useMutation({
    mutationFn: async (id: string) => {
      await removeStaff({ path: { id }, throwOnError: true })
    },
    onSuccess,
  })
}
