import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useShop } from '~/shared/api/shop'
import { formatFor } from './format'

/** The writer of numbers and days for the current reader and shop. */
export function useFormat() {
  const { i18n } = useTranslation()
  const zone = useShop().data?.zone ?? 'UTC'
  return useMemo(() => formatFor(i18n.language, zone), [i18n.language, zone])
}
