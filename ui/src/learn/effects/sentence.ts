import { useTranslation } from 'react-i18next'
import { type Format, NOTHING } from '~/shared/words/format'
import { useFormat } from '~/shared/words/useFormat'
import type { Effect } from './queries'

/** The result in one sentence, with its interval, or the reason why there is none. */
export function useEffectSentence() {
  const { t } = useTranslation('effects')
  const format = useFormat()
  return ({ extra_orders }: Pick<Effect, 'extra_orders'>): string => {
    if (!extra_orders) return t('noAnswer')
    const { value: difference, low, high } = extra_orders
    const numbers = {
      count: Math.round(Math.abs(difference)),
      difference: signedOrders(difference, format),
      low: signedOrders(low, format),
      high: signedOrders(high, format),
    }
    if (typeof low !== 'number' || typeof high !== 'number') return t('withoutInterval', numbers)
    const sure = low > 0 ? 'more' : high < 0 ? 'fewer' : 'unsure'
    return t(`sentence.${sure}`, numbers)
  }
}

/** An estimate as whole orders with their sign and a true minus. */
export function signedOrders(value: number | null | undefined, format: Format): string {
  if (typeof value !== 'number') return NOTHING
  const whole = Math.round(value) || 0
  return whole > 0 ? `+${format.number(whole)}` : format.number(whole).replace('-', '−')
}
