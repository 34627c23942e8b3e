import { Anchor, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Answer } from '~/shared/page/Answer'
import { Caveats } from '~/shared/page/Caveats'
import { Empty } from '~/shared/page/Empty'
import { Page } from '~/shared/page/Page'
import { Panel } from '~/shared/page/Panel'
import { Whose } from '~/shared/people/Whose'
import { useAddress } from '~/shared/sentence/useAddress'
import { useFormat } from '~/shared/words/useFormat'
import { Elsewhere } from './Elsewhere'
import { Families } from './Families'
import { ALIGNS, LENGTHS, Question, WINDOWS } from './Question'
import { type MetricsReport, useMetrics } from './queries'

/** Every number of a period, beside the one before and the same one last year. */
export function MetricsScreen() {
  const { t } = useTranslation('metrics')
  const [address] = useAddress()
  const period = LENGTHS.find((known) => known === address.period) ?? 'month'
  const align = ALIGNS.find((known) => known === address.align) ?? 'date'
  const window = WINDOWS.find((known) => known === address.window) ?? '90'
  const asked = useMetrics({
    period,
    align,
    'activity-window': `${window}d`,
    on: address.on,
  })
  return (
    <Page title={t('title')} intro={t('intro')} actions={<Whose />}>
      <Answer of={asked} height={640}>
        {(report) => (
          <>
            <Question report={report} period={period} align={align} window={window} />
            <Report report={report} window={window} />
          </>
        )}
      </Answer>
    </Page>
  )
}

function Report({ report, window }: { report: MetricsReport; window: string }) {
  const { t } = useTranslation('metrics')
  const format = useFormat()
  if (report.metrics.length === 0) {
    return (
      <Panel>
        <Empty because={t('empty')} />
        <Caveats of={report.caveats} />
      </Panel>
    )
  }
  return (
    <>
      <Families report={report} />
      <Elsewhere window={window} />
      <Text size="sm" c="dimmed">
        {t('words:asOf', { day: format.moment(report.as_of), zone: report.zone })}{' '}
        <Anchor component={Link} to="/know/catalogue" size="sm" underline="always">
          {t('catalogueLink')}
        </Anchor>
      </Text>
      <Caveats of={report.caveats} />
    </>
  )
}
