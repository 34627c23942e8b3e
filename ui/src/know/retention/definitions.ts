import { useTranslation } from 'react-i18next'
import { useDefinitions } from '~/shared/metrics/catalogue'

/** The columns that are metrics of the catalogue; the others only make them up. */
const METRICS = {
  reactivated: 'reactivated',
  crr: 'crr',
  crr_strict: 'crr-strict',
  churn: 'churn',
} as const

type Metric = keyof typeof METRICS
export type Column = Metric | 'start' | 'end' | 'new' | 'stayed'

/** What a column of the report counts. */
export function useColumnDefinition(): (column: Column) => string {
  const { t } = useTranslation('retention')
  const define = useDefinitions()
  return (column) =>
    column in METRICS ? (define(METRICS[column as Metric]) ?? '') : t(`definitions.${column}`)
}
