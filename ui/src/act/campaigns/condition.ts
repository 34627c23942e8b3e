import { useTranslation } from 'react-i18next'
import { useFormat } from '~/shared/words/useFormat'
import type { Condition } from './queries'

/** Says an audience in a few words, as the name of a draft and in lists. */
export function useConditionText() {
  const { t } = useTranslation('campaigns')
  const format = useFormat()
  return (condition: Condition): string => {
    const parts = [
      ...(condition.rfm_groups ?? []).map((group) => t(`rfm:groups.${group}`)),
      condition.quiet_days_min &&
        t('quietFor', {
          count: condition.quiet_days_min,
          n: format.number(condition.quiet_days_min),
        }),
      condition.orders_min &&
        t('ordersFrom', { count: condition.orders_min, n: format.number(condition.orders_min) }),
    ]
    return parts.filter(Boolean).join(', ') || t('everybody')
  }
}
