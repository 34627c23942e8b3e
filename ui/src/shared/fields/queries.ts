import { useQuery } from '@tanstack/react-query'
import type { CustomFieldOut as Field, FieldKind as Kind } from '~/client'
import { listFieldsOptions } from '~/client/@tanstack/react-query.gen'

export type { Field, Kind }

/** The fields of customers that the shop thought of, and the day of birth before them. */
export function useFields() {
  return useQuery(listFieldsOptions())
}
