import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { lookAtDoorQueryKey } from '~/client/@tanstack/react-query.gen'
import { problemOf } from '~/shared/api/problem'

/** Keeps answers for a while; a refusal is not asked again, a lost connection is. */
export const questions = new QueryClient({
  queryCache: new QueryCache({ onError: lookAtDoor }),
  mutationCache: new MutationCache({ onError: lookAtDoor }),
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      refetchOnWindowFocus: false,
      retry: (times, error) => times < 2 && problemOf(error).code === 'no_connection',
      retryDelay: 400,
    },
  },
})

/** A session that has ended elsewhere shows in the next answer: then the door is shown. */
function lookAtDoor(error: unknown) {
  if (problemOf(error).code !== 'sign_in_needed') return
  questions.invalidateQueries({ queryKey: lookAtDoorQueryKey() })
}
