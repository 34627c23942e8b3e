import { Anchor, SimpleGrid, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useDefinitions } from '~/shared/metrics/catalogue'
import { Answer } from '~/shared/page/Answer'
import { Caveats } from '~/shared/page/Caveats'
import { Empty } from '~/shared/page/Empty'
import { Figure } from '~/shared/page/Figure'
import { Page } from '~/shared/page/Page'
import { Panel } from '~/shared/page/Panel'
import { Whose } from '~/shared/people/Whose'
import { Choice } from '~/shared/sentence/Choice'
import { Sentence } from '~/shared/sentence/Sentence'
import { useAddress } from '~/shared/sentence/useAddress'
import { useFormat } from '~/shared/words/useFormat'
import { Cohorts } from './Cohorts'
import { SubscriptionFile } from './SubscriptionFile'
import { Movements } from './Movements'
import { newest } from './movements'
import { type By, type MrrPeriod, type SubscriptionReport, useSubscriptions } from './queries'
import { Rates } from './Rates'

const LENGTHS: By[] = ['week', 'month', 'quarter', 'year']

/** What subscriptions bring a month, what came and went, and who stays. */
export function SubscriptionsScreen() {
  const { t } = useTranslation('subscriptions')
  const [address, change] = useAddress()
  const by = LENGTHS.find((known) => known === address.by) ?? 'month'
  const asked = useSubscriptions(by)
  return (
    <Page title={t('title')} intro={t('intro')} actions={<Whose />}>
      <Sentence
        slice="subscriptions"
        name="sentence"
        words={{
          by: (
            <Choice
              label={t('labels.by')}
              value={by}
              options={LENGTHS.map((value) => ({ value, label: t(`by.${value}`) }))}
              onChange={(value) => change({ by: value === 'month' ? undefined : value })}
            />
          ),
        }}
      />
      <Answer of={asked} height={480}>
        {(report) => <Report report={report} />}
      </Answer>
      <SubscriptionFile />
    </Page>
  )
}

function Report({ report }: { report: SubscriptionReport }) {
  const { t } = useTranslation('subscriptions')
  const format = useFormat()
  const last = newest(report.periods)
  if (!last) {
    return (
      <Panel>
        <Empty because={t('empty')} />
        <Caveats of={report.caveats} />
      </Panel>
    )
  }
  return (
    <>
      <Figures report={report} last={last} />
      <Movements report={report} />
      <Rates periods={report.periods} />
      <Cohorts report={report} />
      <Text size="sm" c="dimmed">
        {t('words:asOf', { day: format.moment(report.as_of), zone: report.zone })}{' '}
        <Anchor component={Link} to="/know/catalogue" hash="mrr" size="sm" underline="always">
          {t('catalogue')}
        </Anchor>
      </Text>
      <Caveats of={report.caveats} />
    </>
  )
}

function Figures({ report, last }: { report: SubscriptionReport; last: MrrPeriod }) {
  const { t } = useTranslation('subscriptions')
  const format = useFormat()
  const define = useDefinitions()
  return (
    <Panel>
      <SimpleGrid cols={{ base: 1, sm: 2, md: 4 }} spacing="lg">
        <Figure
          label={t('figures.mrr')}
          value={format.roundMoney(report.mrr)}
          note={t('figures.year', { money: format.roundMoney(report.arr) })}
          definition={define('mrr')}
        />
        <Figure
          label={t('figures.customers')}
          value={format.number(report.customers)}
          note={report.arpa && t('figures.arpa', { money: format.money(report.arpa) })}
          definition={define('subscribers')}
        />
        <Figure
          label={t('figures.nrr')}
          value={format.share(last.rates.nrr)}
          note={t('figures.withBack', { share: format.share(last.rates.nrr_with_reactivation) })}
          definition={define('mrr-nrr')}
        />
        <Figure
          label={t('figures.churn')}
          value={format.share(last.rates.gross_churn)}
          note={format.days({ from: last.from, until: last.until })}
          definition={define('gross-mrr-churn')}
        />
      </SimpleGrid>
    </Panel>
  )
}
