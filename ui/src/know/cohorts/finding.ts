import { useTranslation } from 'react-i18next'
import type { CohortOptions } from './options'
import { useCellText } from './picture/cellText'
import type { CohortReport } from './queries'

/** What the table says in one sentence: what happens in the first period after the first order. */
export function useFinding(options: CohortOptions) {
  const { t } = useTranslation('cohorts')
  const write = useCellText(options)
  return (report: CohortReport): string => {
    if (options.measure !== 'rate') return t(`findings.${options.measure}`)
    const share = report.mean.find((point) => point.k === 1)?.value
    if (typeof share !== 'number') return t('findings.none')
    const period = t(`periods.${options.by}`)
    return t(`findings.rate.${options.count}`, { share: write(share), period })
  }
}
