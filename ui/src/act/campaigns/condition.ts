import { useTranslation } from 'react-i18next'
import { useCellWords } from '~/know/cohorts/cellWords'
import { useShop } from '~/shared/api/shop'
import { useFormat } from '~/shared/words/useFormat'
import type { Condition } from './queries'

/** Says an audience in a few words, as the name of a draft and in lists. */
export function useConditionText() {
  const { t } = useTranslation('campaigns')
  const cell = useCellWords()
  const silence = useSilenceText()
  const orders = useOrdersText()
  const spent = useSpentText()
  return (condition: Condition): string => {
    const quiet = condition.quiet_days_min || condition.quiet_days_max
    const parts = [
      condition.cell && cell(condition.cell),
      condition.segment && t('ofSegment', { name: condition.segment }),
      ...(condition.rfm_groups ?? []).map((group) => t(`rfm:groups.${group}`, { defaultValue: group })),
      quiet && t('silent', { how: silence(condition) }),
      condition.orders_min && t('ordered', { how: orders(condition.orders_min) }),
      spent(condition),
    ]
    return parts.filter(Boolean).join(', ') || t('everybody')
  }
}

export type Silence = Pick<Condition, 'quiet_days_min' | 'quiet_days_max'>

/** “for 60 to 180 days”, as it stands after “silent”. */
export function useSilenceText() {
  const { t } = useTranslation('campaigns')
  const format = useFormat()
  return ({ quiet_days_min: from, quiet_days_max: until }: Silence): string => {
    const days = { from: format.number(from), until: format.number(until) }
    if (from && until) return t('quietBetween', { count: until, ...days })
    if (until) return t('quietUpTo', { count: until, n: days.until })
    return from ? t('quietFor', { count: from, n: days.from }) : t('anySilence')
  }
}

/** “at least 2 times”, as it stands after “ordered”. */
export function useOrdersText() {
  const { t } = useTranslation('campaigns')
  const format = useFormat()
  return (count: number): string =>
    count ? t('ordersFrom', { count, n: format.number(count) }) : t('anyOrders')
}

/** What they have spent at least, when the audience asks for it. */
export function useSpentText() {
  const { t } = useTranslation('campaigns')
  const format = useFormat()
  const currency = useShop().data?.currency
  return ({ revenue_min: minor }: Condition): string | undefined => {
    if (!minor || !currency) return undefined
    return t('spent', { money: format.roundMoney({ minor, currency }) })
  }
}
