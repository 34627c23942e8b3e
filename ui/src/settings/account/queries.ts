import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type {
  AccountOut as MyAccount,
  SecondFactorOut as Offer,
  PasswordIn,
  SessionOut as Session,
} from '~/client'
import {
  changeAccount,
  changePassword,
  confirmSecondFactor,
  endOtherSessions,
  endSession,
  offerSecondFactor,
  removeSecondFactor,
} from '~/client'
import { lookAtDoorQueryKey, showAccountOptions } from '~/client/@tanstack/react-query.gen'

export type { MyAccount, Offer, Session }

export function useAccount() {
  return useQuery(showAccountOptions())
}

/** Every change here is seen in the account at once. */
function useChange<In, Out>(change: (asked: In) => Promise<Out>) {
  const kept = useQueryClient()
  return useMutation({
    mutationFn: change,
    onSuccess: () => kept.invalidateQueries({ queryKey: showAccountOptions().queryKey }),
  })
}

export function useRename() {
  const kept = useQueryClient()
  return useMutation({
    mutationFn: async (name: string) =>
      (await changeAccount({ body: { name }, throwOnError: true })).data,
    onSuccess: (account) => {
      kept.setQueryData(showAccountOptions().queryKey, account)
      kept.invalidateQueries({ queryKey: lookAtDoorQueryKey() })
    },
  })
}

export function useChangePassword() {
  return useChange(async (body: PasswordIn) => {
    await changePassword({ body, throwOnError: true })
  })
}

export function useOffer() {
  return useMutation({
    mutationFn: async (password: string) =>
      (await offerSecondFactor({ body: { password }, throwOnError: true })).data,
  })
}

export function useConfirm() {
  return useChange(
    async (code: string) =>
      (await confirmSecondFactor({ body: { code }, throwOnError: true })).data.codes,
  )
}

export function useRemoveSecondFactor() {
  return useChange(async (password: string) => {
    await removeSecondFactor({ body: { password }, throwOnError: true })
  })
}

export function useEndSession() {
  return useChange(async (id: string) => {
    await endSession({ path: { id }, throwOnError: true })
  })
}

export function useEndOthers() {
  return useChange(async () => {
    await endOtherSessions({ throwOnError: true })
  })
}
