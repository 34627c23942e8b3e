import { SegmentedControl, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Empty } from '~/shared/page/Empty'
import { Panel } from '~/shared/page/Panel'
import { DownloadMenu } from '~/shared/table/DownloadMenu'
import { useFormat } from '~/shared/words/useFormat'
import type { RevenueReport } from './queries'
import { SplitChart } from './SplitChart'
import { SplitTable } from './SplitTable'
import { largestLoss, partName } from './split'

/** The bridge of every part of the shop: what each lost, won, and exchanged with the others. */
export function Split({ report, by }: { report: RevenueReport; by: string }) {
  const { t } = useTranslation('revenue')
  const format = useFormat()
  const [view, setView] = useState('chart')
  const worst = largestLoss(report.parts)
  const title = worst
    ? t('split.finding', {
        part: partName(worst.part, t),
        money: format.roundMoney(worst.money),
      })
    : t('split.title')
  return (
    <Panel
      title={title}
      definition={t(by === 'segment' ? 'split.ofSegments' : 'split.definition')}
      actions={
        <>
          <SegmentedControl
            size="xs"
            value={view}
            onChange={setView}
            aria-label={t('view')}
            data={[
              { value: 'chart', label: t('words:asChart') },
              { value: 'table', label: t('words:asTable') },
            ]}
          />
          <DownloadMenu table="reports/revenue/split" options={report.options} />
        </>
      }
    >
      {report.parts.length === 0 ? (
        <Empty because={t('split.empty')} />
      ) : view === 'chart' ? (
        <Stack gap="xs">
          <Text size="sm" c="dimmed">
            {t('split.read')}
          </Text>
          <SplitChart parts={report.parts} />
        </Stack>
      ) : (
        <SplitTable parts={report.parts} withMoves={by !== 'segment'} />
      )}
    </Panel>
  )
}
