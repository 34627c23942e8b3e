import { useTranslation } from 'react-i18next'
import { useFormat } from '~/shared/words/useFormat'
import type { AbcQuestion } from './options'
import type { AbcReport } from './queries'

/** How few bring how much, and what the largest alone brings. */
export function useFinding({ of, value }: AbcQuestion) {
  const { t } = useTranslation('abc')
  const format = useFormat()
  return (report: AbcReport): string => {
    const best = report.classes.find((row) => row.class === 'A')
    const largest = format.share(report.dependence[0]?.share)
    if (!best?.n) return t(`alone.${of}.${value}`, { largest })
    return t(`finding.${of}.${value}`, {
      some: format.wholeShare(best.n_share),
      share: format.wholeShare(best.share),
      largest,
    })
  }
}
