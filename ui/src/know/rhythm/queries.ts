import { useQuery } from '@tanstack/react-query'
import type { RhythmReport } from '~/client'
import { showRhythmOptions } from '~/client/@tanstack/react-query.gen'
import { useWhose } from '~/shared/people/useWhose'

export type { RhythmReport }

export function useRhythm() {
  return useQuery(showRhythmOptions({ query: useWhose() }))
}
