import { QueryClient } from '@tanstack/react-query'
import { problemOf } from '~/shared/api/problem'

/** Keeps answers for a while; a refusal is not asked again, a lost connection is. */
export const questions = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      refetchOnWindowFocus: false,
      retry: (times, error) => times < 2 && problemOf(error).code === 'no_connection',
      retryDelay: 400,
    },
  },
})
