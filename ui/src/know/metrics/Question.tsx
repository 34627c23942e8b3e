import { useTranslation } from 'react-i18next'
import { Choice } from '~/shared/sentence/Choice'
import { Sentence } from '~/shared/sentence/Sentence'
import { useAddress } from '~/shared/sentence/useAddress'
import { usePeriodName } from '~/shared/words/periodName'
import type { MetricsReport } from './queries'

export const LENGTHS = ['month', 'quarter', 'year'] as const
export const ALIGNS = ['date', 'weekday'] as const
export const WINDOWS = ['30', '60', '90', '180', '365'] as const

type Props = { report: MetricsReport; period: string; align: string; window: string }

/** “The *month* *Mar 2026*; active for *90 days*; last year by *date*.” */
export function Question({ report, period, align, window }: Props) {
  const { t } = useTranslation('metrics')
  const [, change] = useAddress()
  const name = usePeriodName(report.options.period)
  const chosen = report.period?.from ?? ''
  return (
    <Sentence
      slice="metrics"
      name="sentence"
      words={{
        period: (
          <Choice
            label={t('labels.period')}
            value={period}
            options={LENGTHS.map((value) => ({ value, label: t(`choices.period.${value}`) }))}
            onChange={(value) =>
              change({ period: value === 'month' ? undefined : value, on: undefined })
            }
          />
        ),
        on: (
          <Choice
            label={t('labels.on')}
            value={chosen}
            options={report.periods.toReversed().map((one) => ({
              value: one.from,
              label: name(one),
            }))}
            onChange={(value) => change({ on: value })}
          />
        ),
        window: (
          <Choice
            label={t('labels.window')}
            value={window}
            options={WINDOWS.map((value) => ({
              value,
              label: t('within', { count: Number(value), n: value }),
            }))}
            onChange={(value) => change({ window: value === '90' ? undefined : value })}
          />
        ),
        align: (
          <Choice
            label={t('labels.align')}
            value={align}
            options={ALIGNS.map((value) => ({ value, label: t(`choices.align.${value}`) }))}
            onChange={(value) => change({ align: value === 'date' ? undefined : value })}
          />
        ),
      }}
    />
  )
}
