import { useTranslation } from 'react-i18next'
import { useFormat } from '~/shared/words/useFormat'
import { usePeriodName } from '~/shared/words/periodName'
import type { Length, PeriodMoves } from './queries'

/** What the newest finished period says in one sentence. */
export function useFinding(length: Length) {
  const { t } = useTranslation('lifecycle')
  const format = useFormat()
  const name = usePeriodName(length)
  return (periods: PeriodMoves[]): string => {
    const newest = periods.findLast((period) => period.complete)
    if (!newest) return t('findingNone')
    return t('finding', {
      period: length === 'week' ? t('weekFrom', { day: name(newest) }) : name(newest),
      active: format.number(newest.active),
      new: format.number(newest.new),
      dormant: format.number(newest.dormant),
    })
  }
}
