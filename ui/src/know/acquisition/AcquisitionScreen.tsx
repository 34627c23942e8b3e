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
import { Payback } from './Payback'
import { type Acquired, type AcquisitionReport, useAcquisition } from './queries'
import { Rows } from './Rows'

const MONTHS = ['3', '6', '12', '24', '36'] as const

/** What new customers cost, by channel and month, and when they have paid for it. */
export function AcquisitionScreen() {
  const { t } = useTranslation('acquisition')
  const [address, change] = useAddress()
  const months = MONTHS.find((known) => known === address.months) ?? '12'
  const asked = useAcquisition(Number(months))
  return (
    <Page title={t('title')} intro={t('intro')} actions={<Whose />}>
      <Sentence
        slice="acquisition"
        name="sentence"
        words={{
          months: (
            <Choice
              label={t('labels.months')}
              value={months}
              options={MONTHS.map((value) => ({
                value,
                label: t('last', { count: Number(value) }),
              }))}
              onChange={(value) => change({ months: value === '12' ? undefined : value })}
            />
          ),
        }}
      />
      <Answer of={asked} height={480}>
        {(report) => <Report report={report} />}
      </Answer>
    </Page>
  )
}

function Report({ report }: { report: AcquisitionReport }) {
  const { t } = useTranslation('acquisition')
  const format = useFormat()
  const { total, period } = report
  if (!total || !period) {
    return (
      <Panel>
        <Empty because={t('empty')} />
        <Caveats of={report.caveats} />
      </Panel>
    )
  }
  return (
    <>
      <Figures report={report} total={total} days={format.days(period)} />
      <Payback report={report} />
      <Rows report={report} by="channels" />
      <Rows report={report} by="months" />
      <Text size="sm" c="dimmed" maw={820}>
        {report.definition}{' '}
        {t('words:asOf', { day: format.moment(report.as_of), zone: report.zone })}
      </Text>
      <Caveats of={report.caveats} />
    </>
  )
}

type FiguresProps = { report: AcquisitionReport; total: Acquired; days: string }

function Figures({ report, total, days }: FiguresProps) {
  const { t } = useTranslation('acquisition')
  const format = useFormat()
  const define = useDefinitions()
  const newest = total.worth.at(-1)
  const monthOf = ({ payback_month: k }: Acquired) =>
    k === null || k === undefined ? format.number(null) : t('inMonth', { k })
  return (
    <Panel>
      <SimpleGrid cols={{ base: 1, sm: 2, md: 4 }} spacing="lg">
        <Figure
          label={t('spend')}
          value={format.roundMoney(total.spend)}
          note={total.spend ? days : <NoSpend segment={report.options.segment} />}
          definition={define('marketing-spend')}
        />
        <Figure
          label={t('cac')}
          value={format.money(total.cac)}
          note={t('newCustomers', {
            count: total.new_customers,
            n: format.number(total.new_customers),
          })}
          definition={define('cac')}
        />
        <Figure
          label={t('left')}
          value={format.money(newest?.each)}
          note={newest ? t('byMonth', { k: newest.k }) : t('noCosts')}
          definition={t('definitions.left')}
        />
        <Figure
          label={t('payback')}
          value={monthOf(total)}
          note={t(`standing.${standingOf(total, report.options.segment)}`)}
          definition={define('payback-months')}
        />
      </SimpleGrid>
    </Panel>
  )
}

/** Where spend is written down; nobody spends on those who will be in a segment. */
function NoSpend({ segment }: { segment?: string | null }) {
  const { t } = useTranslation('acquisition')
  if (segment) return t('standing.ofSegment')
  return (
    <Anchor component={Link} to="/collect/spend" size="sm">
      {t('noSpend')}
    </Anchor>
  )
}

/** Why there is a month of payback, or why there is none. */
function standingOf(
  { spend, worth, payback_month: month }: Acquired,
  segment: string | null | undefined,
) {
  if (!spend) return segment ? 'ofSegment' : 'noSpend'
  if (worth.length === 0) return 'noWorth'
  return month === null || month === undefined ? 'notYet' : 'paid'
}
