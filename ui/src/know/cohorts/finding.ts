import { useTranslation } from 'react-i18next'
import { type CohortOptions, columnName, splitOf } from './options'
import { useCellText } from './picture/cellText'
import type { CohortReport } from './queries'
import { bestAndWeakest } from './standing'
import { useCohortName } from './useCohortName'

/** What the table says in one sentence: what happens in the first period after the first order. */
export function useFinding(options: CohortOptions) {
  const { t } = useTranslation('cohorts')
  const write = useCellText(options)
  const split = splitOf(options)
  const name = useCohortName(split)
  return (report: CohortReport): string => {
    const { measure, count, by, mode } = options
    if (measure !== 'rate') return t(`${split ? 'groupFindings' : 'findings'}.${measure}`)
    const share = report.mean.find((point) => point.k === 1)?.value
    if (typeof share !== 'number') return t('findings.none')
    const days = columnName(options, 1)
    const period = mode === 'brackets' ? t('periods.brackets', { days }) : t(`periods.${by}`)
    const all = t(`findings.rate.${count}`, { share: write(share), period })
    if (!split || report.cohorts.length < 2) return all
    const apart = bestAndWeakest(report.cohorts, 1)
    if (!apart) return t('groupFindings.alike', { all })
    const [best, weakest] = apart
    return t('groupFindings.apart', {
      all,
      best: name(best.cohort),
      most: write(best.value),
      weakest: name(weakest.cohort),
      least: write(weakest.value),
    })
  }
}
