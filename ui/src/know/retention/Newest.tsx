import { SimpleGrid } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Figure } from '~/shared/page/Figure'
import { Panel } from '~/shared/page/Panel'
import { useFormat } from '~/shared/words/useFormat'
import { useColumnDefinition } from './definitions'
import { useFinding } from './finding'
import type { RetentionReport } from './queries'

const SHOWN = ['crr', 'crr_strict', 'churn'] as const

/** The newest finished period beside the one before and the same one last year. */
export function Newest({ report }: { report: RetentionReport }) {
  const { t } = useTranslation('retention')
  const format = useFormat()
  const finding = useFinding(report)
  const define = useColumnDefinition()
  const newest = report.periods.findLast((period) => period.complete)
  if (!newest) return null
  return (
    <Panel
      title={finding}
      definition={define('crr_strict')}
      note={
        typeof newest.crr_strict_low === 'number'
          ? t('words:interval', {
              low: format.share(newest.crr_strict_low),
              high: format.share(newest.crr_strict_high),
            })
          : undefined
      }
    >
      <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="lg">
        {SHOWN.map((figure) => (
          <Figure
            key={figure}
            label={t(`figures.${figure}`)}
            value={format.share(newest[figure])}
            definition={define(figure)}
            note={t('compared', {
              before: format.share(newest.previous?.[figure]),
              year: format.share(newest.last_year?.[figure]),
            })}
          />
        ))}
      </SimpleGrid>
    </Panel>
  )
}
