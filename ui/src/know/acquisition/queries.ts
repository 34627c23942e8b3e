import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { Acquired, AcquisitionReport } from '~/client'
import { showAcquisitionOptions } from '~/client/@tanstack/react-query.gen'
import { useWhose } from '~/shared/people/useWhose'

export type { Acquired, AcquisitionReport }

export function useAcquisition(months: number) {
  return useQuery({
    ...showAcquisitionOptions({ query: { months, ...useWhose() } }),
    placeholderData: keepPreviousData,
  })
}
