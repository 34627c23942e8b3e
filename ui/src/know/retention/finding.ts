import { useTranslation } from 'react-i18next'
import { useFormat } from '~/shared/words/useFormat'
import { usePeriodName } from '~/shared/words/periodName'
import type { RetentionReport } from './queries'

/** What the newest finished period says in one sentence. */
export function useFinding() {
  const { t } = useTranslation('retention')
  const format = useFormat()
  const name = usePeriodName()
  return (report: RetentionReport): string => {
    const newest = report.periods.findLast((period) => period.complete)
    if (!newest || typeof newest.crr_strict !== 'number') return t('empty')
    return t('finding', { share: format.share(newest.crr_strict), period: name(report.options.period, newest) })
  }
}
