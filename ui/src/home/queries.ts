import { useQuery } from '@tanstack/react-query'
import type { Heard, Home, Proposal, Sentence } from '~/client'
import { showHomeOptions } from '~/client/@tanstack/react-query.gen'

export type { Heard, Home, Proposal, Sentence }

/** The owner's questions as codes and numbers; their words are the page's. */
export function useHome() {
  return useQuery(showHomeOptions())
}
