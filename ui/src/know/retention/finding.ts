import { useTranslation } from 'react-i18next'
import { useFormat } from '~/shared/words/useFormat'
import { usePeriodName } from './periodName'
import type { RetentionPeriod } from './queries'

/** What the newest finished period says in one sentence. */
export function useFinding() {
  const { t } = useTranslation('retention')
  const format = useFormat()
  const name = usePeriodName()
  return (periods: RetentionPeriod[]): string => {
    const newest = periods.findLast((period) => period.complete)
    if (!newest || typeof newest.crr_strict !== 'number') return t('empty')
    return t('finding', { share: format.share(newest.crr_strict), period: name(newest) })
  }
}
