import { useTranslation } from 'react-i18next'
import { useVocabulary } from '../vocabulary'

const DAYS = ['days-since-first-order', 'days-since-last-order', 'usual-gap', 'longest-gap']

/** What a number of a figure is counted in, as it stands after the number. */
export function useUnit() {
  const { t } = useTranslation('segments')
  const { currency, isMoney, isPercent } = useVocabulary()
  return (quantity: string, n: number): string => {
    if (isMoney(quantity)) return currency ?? t('units.money')
    if (isPercent(quantity)) return '%'
    const count = Number.isNaN(n) ? 0 : n
    if (DAYS.includes(quantity)) return t('units.days', { count })
    return quantity.endsWith('-score') ? t('units.points', { count }) : t('units.pieces')
  }
}

export function Unit({ quantity, n }: { quantity: string; n: number }) {
  const unit = useUnit()
  return <span>{unit(quantity, n)}</span>
}
