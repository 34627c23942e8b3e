import { useQuery } from '@tanstack/react-query'
import type { RhythmReport } from '~/client'
import { showRhythmOptions } from '~/client/@tanstack/react-query.gen'

export type { RhythmReport }

export function useRhythm() {
  return useQuery(showRhythmOptions())
}
