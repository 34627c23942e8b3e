import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { MetricOut } from '~/client'
import { listMetricsOptions } from '~/client/@tanstack/react-query.gen'
import type { Language } from '~/app/i18n'

/** A metric of the catalogue in the reader's language. */
export type Metric = Omit<MetricOut, 'name' | 'meaning' | 'formula' | 'no_answer'> & {
  name: string
  meaning: string
  formula: string
  noAnswer?: string
}

/** What every number means; the same words as in the API, the terminal and the documentation. */
export function useCatalogue(): Metric[] {
  const { i18n } = useTranslation()
  const language = i18n.language as Language
  const { data = [] } = useQuery({ ...listMetricsOptions(), staleTime: Infinity })
  return data.map(({ no_answer, ...metric }) => ({
    ...metric,
    name: metric.name[language],
    meaning: metric.meaning[language],
    formula: metric.formula[language],
    noAnswer: no_answer?.[language],
  }))
}

/** The sentence behind a question mark, with the formula. */
export function useDefinitions(): (id: string) => string | undefined {
  const catalogue = useCatalogue()
  return (id) => {
    const metric = catalogue.find((one) => one.id === id)
    return metric && `${metric.meaning} ${metric.formula}`
  }
}
