import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Task, TaskIn, Tasks } from '~/client'
import { addTask, dropTask, finishTask } from '~/client'
import { listTasksOptions, listTasksQueryKey } from '~/client/@tanstack/react-query.gen'

export type { Task, TaskIn, Tasks }

export type Which = { ended?: boolean; whose?: 'all' | 'mine'; customer?: string }

/** While the list is open, what journeys give meanwhile comes by itself. */
const ASK_AGAIN = 10_000

/** What is to be done, or was. */
export function useTasks(which: Which) {
  return useQuery({ ...listTasksOptions({ query: which }), refetchInterval: ASK_AGAIN })
}

/** Whatever list a task stands in is asked anew, and so is the line of time that tells of it. */
function useAnew() {
  const kept = useQueryClient()
  const [{ _id }] = listTasksQueryKey()
  const tells = ([first]: readonly unknown[]) =>
    first === 'timeline' || (first as { _id?: string })?._id === _id
  return () => kept.invalidateQueries({ predicate: ({ queryKey }) => tells(queryKey) })
}

/** Writes a task down. */
export function useAddTask() {
  const anew = useAnew()
  return useMutation({
    mutationFn: async (body: TaskIn) => (await addTask({ body, throwOnError: true })).data,
    onSuccess: anew,
  })
}

type End = { id: string; way: 'done' | 'drop'; note: string }

/** Ends a task, with what came of it. */
export function useEndTask() {
  const anew = useAnew()
  return useMutation({
    mutationFn: async ({ id, way, note }: End) => {
      const end = way === 'done' ? finishTask : dropTask
      return (await end({ path: { id }, body: { note: note.trim() || null }, throwOnError: true }))
        .data
    },
    onSuccess: anew,
  })
}
