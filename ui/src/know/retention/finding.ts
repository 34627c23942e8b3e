import { useTranslation } from 'react-i18next'
import { usePeriodName } from '~/shared/words/periodName'
import { useFormat } from '~/shared/words/useFormat'
import type { RetentionReport } from './queries'

/** What the newest finished period says in one sentence. */
export function useFinding(report: RetentionReport): string {
  const { t } = useTranslation('retention')
  const format = useFormat()
  const name = usePeriodName(report.options.period)
  const newest = report.periods.findLast((period) => period.complete)
  if (!newest || typeof newest.crr_strict !== 'number') return t('empty')
  return t('finding', { share: format.share(newest.crr_strict), period: name(newest) })
}
