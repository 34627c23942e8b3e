import { useTranslation } from 'react-i18next'
import { useShop } from '~/shared/api/shop'
import { useFormat } from '~/shared/words/useFormat'
import type { Reason } from './queries'

/** How a number of a feature is written in its own unit. */
export function useWritten() {
  const { t } = useTranslation('words')
  const format = useFormat()
  const currency = useShop().data?.currency
  return (unit: Reason['unit'], value: number): string => {
    if (unit === 'days') {
      const count = Math.round(value)
      return t('days', { count, n: format.number(count) })
    }
    if (unit === 'share' || unit === 'yes-no') return format.wholeShare(value)
    if (unit === 'money' && currency) return format.money({ minor: Math.round(value), currency })
    return format.number(value)
  }
}
