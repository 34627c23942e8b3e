import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Answer } from '~/shared/page/Answer'
import { Caveats } from '~/shared/page/Caveats'
import { Empty } from '~/shared/page/Empty'
import { Page } from '~/shared/page/Page'
import { Panel } from '~/shared/page/Panel'
import { Whose } from '~/shared/people/Whose'
import { Choice } from '~/shared/sentence/Choice'
import { Sentence } from '~/shared/sentence/Sentence'
import { useAddress } from '~/shared/sentence/useAddress'
import { useFormat } from '~/shared/words/useFormat'
import { Course } from './Course'
import { Newest } from './Newest'
import { Periods } from './Periods'
import { type RetentionReport, useRetention } from './queries'

const PERIODS = ['month', 'quarter', 'year'] as const
const WINDOWS = ['30', '60', '90', '180', '365']

/** How much of the whole base stays from one period to the next. */
export function RetentionScreen() {
  const { t } = useTranslation('retention')
  const [address] = useAddress()
  const period = PERIODS.find((known) => known === address.period) ?? 'month'
  const window = WINDOWS.includes(address.window ?? '') ? address.window : '90'
  const asked = useRetention({ period, 'activity-window': `${window}d` })
  return (
    <Page title={t('title')} intro={t('intro')} actions={<Whose />}>
      <Question period={period} window={window ?? '90'} />
      <Answer of={asked} height={480}>
        {(report) =>
          report.periods.length === 0 ? (
            <Panel>
              <Empty because={t('empty')} />
            </Panel>
          ) : (
            <Report report={report} />
          )
        }
      </Answer>
    </Page>
  )
}

function Report({ report }: { report: RetentionReport }) {
  const { t } = useTranslation('retention')
  const format = useFormat()
  return (
    <>
      <Newest report={report} />
      <Course report={report} />
      <Periods report={report} />
      <Text size="sm" c="dimmed">
        {t('words:asOf', { day: format.moment(report.as_of), zone: report.zone })}
      </Text>
      <Caveats of={report.caveats} />
    </>
  )
}

/** “By *month*; a customer is active for *90 days* after an order.” */
function Question({ period, window }: { period: string; window: string }) {
  const { t } = useTranslation('retention')
  const [, change] = useAddress()
  return (
    <Sentence
      slice="retention"
      name="sentence"
      words={{
        period: (
          <Choice
            label={t('labels.period')}
            value={period}
            options={PERIODS.map((value) => ({ value, label: t(`choices.period.${value}`) }))}
            onChange={(value) => change({ period: value === 'month' ? undefined : value })}
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
      }}
    />
  )
}
