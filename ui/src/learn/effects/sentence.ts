import { useTranslation } from 'react-i18next'
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
      difference: signed(difference, format.number),
      low: signed(low, format.number),
      high: signed(high, format.number),
    }
    if (typeof low !== 'number' || typeof high !== 'number') return t('withoutInterval', numbers)
    const sure = low > 0 ? 'more' : high < 0 ? 'fewer' : 'unsure'
    return t(`sentence.${sure}`, numbers)
  }
}

export function signed(value: number | null | undefined, write: (value: number) => string): string {
  if (typeof value !== 'number') return '–'
  return value > 0 ? `+${write(value)}` : write(value).replace('-', '−')
}
