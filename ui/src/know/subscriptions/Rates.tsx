import { Table, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useDefinitions } from '~/shared/metrics/catalogue'
import { Definition } from '~/shared/page/Definition'
import { Panel } from '~/shared/page/Panel'
import { useFormat } from '~/shared/words/useFormat'
import type { MrrPeriod } from './queries'

/** The pairs of both families, one below the other, and what the catalogue calls them. */
const PAIRS = [
  ['gross_churn', 'gross_churn_daily', 'gross-mrr-churn'],
  ['net_churn', 'net_churn_daily', 'net-mrr-churn'],
  ['customer_churn', 'customer_churn_daily', 'subscription-churn'],
] as const

/** As many periods as are compared at a glance; the file has all of them. */
const SHOWN = 12

/** Churn by both families of formulas, and why they differ. */
export function Rates({ periods }: { periods: MrrPeriod[] }) {
  const { t } = useTranslation('subscriptions')
  const format = useFormat()
  return (
    <Panel title={t('rates.title')} definition={t('rates.definition')}>
      <Table.ScrollContainer minWidth={860}>
        <Table verticalSpacing={6} aria-label={t('rates.title')}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('period')}</Table.Th>
              {PAIRS.map(([whole, , metric]) => (
                <Table.Th key={whole} ta="right">
                  <Named name={t(`rates.${whole}`)} metric={metric} />
                  <Text size="xs" c="dimmed">
                    <Named name={t('rates.daily')} metric={`${metric}-daily`} />
                  </Text>
                </Table.Th>
              ))}
              <Table.Th ta="right">
                <Named name={t('rates.subscriber_churn')} metric="subscriber-churn" />
              </Table.Th>
              <Table.Th ta="right">
                <Named name="GRR" metric="mrr-grr" />
              </Table.Th>
              <Table.Th ta="right">
                <Named name="NRR" metric="mrr-nrr" />
              </Table.Th>
              <Table.Th ta="right">
                <Named name={t('rates.quick')} metric="quick-ratio" />
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {periods
              .toReversed()
              .slice(0, SHOWN)
              .map(({ period, complete, rates }) => (
                <Table.Tr key={period}>
                  <Table.Th scope="row" fw={500} style={{ whiteSpace: 'nowrap' }}>
                    {format.cohort(period)}
                    {!complete && ` · ${t('running')}`}
                  </Table.Th>
                  {PAIRS.map(([whole, daily]) => (
                    <Table.Td key={whole} ta="right">
                      {format.share(rates[whole])}
                      <Text size="xs" c="dimmed">
                        {format.share(rates[daily])}
                      </Text>
                    </Table.Td>
                  ))}
                  <Table.Td ta="right">{format.share(rates.subscriber_churn)}</Table.Td>
                  <Table.Td ta="right">{format.share(rates.grr)}</Table.Td>
                  <Table.Td ta="right">{format.share(rates.nrr)}</Table.Td>
                  <Table.Td ta="right">{format.number(rates.quick_ratio)}</Table.Td>
                </Table.Tr>
              ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <Text size="sm" c="dimmed" maw={820}>
        {t('rates.why')}
      </Text>
    </Panel>
  )
}

/** The name of a column with what the catalogue says of it. */
function Named({ name, metric }: { name: string; metric: string }) {
  const define = useDefinitions()
  const meaning = define(metric)
  return (
    <span style={{ whiteSpace: 'nowrap' }}>
      {name} {meaning && <Definition text={meaning} />}
    </span>
  )
}
