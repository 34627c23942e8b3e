import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { AbcReport, AbcRow } from '~/client'
import { showAbcOptions } from '~/client/@tanstack/react-query.gen'
import { useWhose } from '~/shared/people/useWhose'
import { type AbcQuestion, reportQuery } from './options'

export type { AbcReport, AbcRow }

/** The classes and the rows for one question; the previous answer stays while it is awaited. */
export function useAbc(question: AbcQuestion) {
  const query = { ...reportQuery(question), ...useWhose() }
  return useQuery({ ...showAbcOptions({ query }), placeholderData: keepPreviousData })
}
