import { SimpleGrid, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useShop } from '~/shared/api/shop'
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
import { Bridge } from './Bridge'
import { choicesUntil, windowOf } from './period'
import { type RevenueReport, useRevenue } from './queries'
import { Split } from './Split'
import { type By, WAYS, wayOf } from './split'

/** Where revenue went and came from between two periods. */
export function BridgeScreen() {
  const { t } = useTranslation('revenue')
  const shop = useShop()
  return (
    <Page title={t('title')} intro={t('intro')} actions={<Whose />}>
      <Answer of={shop} height={480}>
        {({ newest_order_at }) =>
          newest_order_at ? (
            <Asked newest={newest_order_at} />
          ) : (
            <Panel>
              <Empty because={t('empty')} />
            </Panel>
          )
        }
      </Answer>
    </Page>
  )
}

function Asked({ newest }: { newest: string }) {
  const { t } = useTranslation('revenue')
  const format = useFormat()
  const [address, change] = useAddress()
  const { months, quarters, years } = choicesUntil(newest)
  const offered = [...months, ...quarters, ...years]
  const usual = months[0] ?? ''
  const period = address.period && windowOf(address.period) ? address.period : usual
  const base = address.base === 'last-year' ? 'last-year' : undefined
  const window = windowOf(period) ?? { from: '', until: '' }
  const by = wayOf(address.by)
  const asked = useRevenue(window, base, by)
  return (
    <>
      <Sentence
        slice="revenue"
        name="sentence"
        words={{
          period: (
            <Choice
              label={t('labels.period')}
              value={period}
              options={[...new Set([...offered, period])].map((value) => ({
                value,
                label: format.cohort(value),
              }))}
              onChange={(value) => change({ period: value === usual ? undefined : value })}
            />
          ),
          base: (
            <Choice
              label={t('labels.base')}
              value={base ?? 'before'}
              options={['before', 'last-year'].map((value) => ({
                value,
                label: t(`choices.${value}`),
              }))}
              onChange={(value) => change({ base: value === 'before' ? undefined : value })}
            />
          ),
          by: (
            <Choice
              label={t('labels.by')}
              value={by ?? 'whole'}
              options={WAYS.map((value) => ({ value, label: t(`by.${value}`) }))}
              onChange={(value) => change({ by: value === 'whole' ? undefined : value })}
            />
          ),
        }}
      />
      <Answer of={asked} height={480}>
        {(report) => <Report report={report} by={by} />}
      </Answer>
    </>
  )
}

function Report({ report, by }: { report: RevenueReport; by: By | undefined }) {
  const { t } = useTranslation('revenue')
  const format = useFormat()
  return (
    <>
      <Panel>
        <SimpleGrid cols={{ base: 1, sm: 2, md: 4 }} spacing="lg">
          {(['base_revenue', 'period_revenue'] as const).map((name) => (
            <Figure
              key={name}
              label={t(`figures.${name}`)}
              value={format.roundMoney(report[name])}
              note={format.days(name === 'base_revenue' ? report.base : report.period)}
              definition={t(`definitions.${name}`)}
            />
          ))}
          {(['grr', 'nrr'] as const).map((name) => (
            <Figure
              key={name}
              label={t(`figures.${name}`)}
              value={format.share(report[name])}
              definition={t(`definitions.${name}`)}
            />
          ))}
        </SimpleGrid>
      </Panel>
      <Bridge report={report} />
      {by && <Split report={report} by={by} />}
      <Text size="sm" c="dimmed">
        {t('words:asOf', { day: format.moment(report.as_of), zone: report.zone })}
      </Text>
      <Caveats of={report.caveats} />
    </>
  )
}

