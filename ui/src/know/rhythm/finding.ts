import { useTranslation } from 'react-i18next'
import { useFormat } from '~/shared/words/useFormat'
import type { RhythmReport } from './queries'

/** The day by which half of the orders were followed by another one. */
export function useFinding() {
  const { t } = useTranslation('rhythm')
  const format = useFormat()
  return (curve: RhythmReport['curve']): string => {
    const last = curve.at(-1)
    if (!last) return t('empty')
    const half = curve.find((point) => point.survival <= 0.5)
    if (half) return t('finding', { count: half.day, n: format.number(half.day) })
    return t('findingNever', { share: format.share(last.survival), n: format.number(last.day) })
  }
}
