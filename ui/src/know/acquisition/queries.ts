import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { Acquired, AcquisitionReport } from '~/client'
import { showAcquisitionOptions } from '~/client/@tanstack/react-query.gen'

export type { Acquired, AcquisitionReport }

export function useAcquisition(months: number) {
  return useQuery({
    ...showAcquisitionOptions({ query: { months } }),
    placeholderData: keepPreviousData,
  })
}
