import { useTranslation } from 'react-i18next'
import type { Figure, MetricOut } from '~/client'
import { useFormat } from '~/shared/words/useFormat'

/** A number of a report as people read it, by what kind of number it is. */
export function useFigure() {
  const { t } = useTranslation('metrics')
  const format = useFormat()
  return (kind: MetricOut['kind'], figure: Figure | null | undefined): string => {
    if (figure === null || figure === undefined) return format.number(null)
    if (typeof figure === 'object') return format.money(figure)
    if (kind === 'share') return format.share(figure)
    if (kind === 'months') return t('months', { n: format.number(figure) })
    return format.number(figure)
  }
}
