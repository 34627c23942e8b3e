import { hashKey, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { DoorOut as Door, Right, StaffOut as Staff } from '~/client'
import { signOut } from '~/client'
import { lookAtDoorOptions, lookAtDoorQueryKey } from '~/client/@tanstack/react-query.gen'

export type { Door, Right, Staff }

/** Who is signed in here; asked when the page opens and whenever an answer says “sign in”. */
export function useDoor() {
  return useQuery({ ...lookAtDoorOptions(), staleTime: Number.POSITIVE_INFINITY })
}

/** Who reads this page. */
export function useMe(): Staff | undefined {
  const door = useDoor().data
  return door?.state === 'inside' ? door.staff : undefined
}

/** What the reader may do; the program checks it again with every request. */
export function useRights(): (right: Right) => boolean {
  const door = useDoor().data
  const rights = door?.state === 'inside' ? door.rights : []
  return (right) => rights.includes(right)
}

/** Puts the door where an answer says it stands now; nothing of an earlier reader stays. */
export function useCameIn() {
  const kept = useQueryClient()
  return (door: Door) => {
    const key = lookAtDoorQueryKey()
    // The door itself stays, because the page is watching it.
    kept.removeQueries({ predicate: ({ queryHash }) => queryHash !== hashKey(key) })
    kept.setQueryData(key, door)
  }
}

export function useSignOut() {
  const cameIn = useCameIn()
  return useMutation({
    mutationFn: async () => {
      await signOut({ throwOnError: true })
    },
    onSuccess: () => cameIn({ state: 'closed' }),
  })
}
