import { Table, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Panel } from '~/shared/page/Panel'
import { useFormat } from '~/shared/words/useFormat'
import type { MrrPeriod } from './queries'

/** The pairs of both families, side by side. */
const PAIRS = [
  ['gross_churn', 'gross_churn_daily'],
  ['net_churn', 'net_churn_daily'],
  ['customer_churn', 'customer_churn_daily'],
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
              {PAIRS.flatMap(([whole, daily]) => [
                <Table.Th key={whole} ta="right">
                  {t(`rates.${whole}`)}
                </Table.Th>,
                <Table.Th key={daily} ta="right" c="dimmed" fw={400}>
                  {t('rates.daily')}
                </Table.Th>,
              ])}
              <Table.Th ta="right">{t('rates.subscriber_churn')}</Table.Th>
              <Table.Th ta="right">GRR</Table.Th>
              <Table.Th ta="right">NRR</Table.Th>
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
                  {PAIRS.flatMap(([whole, daily]) => [
                    <Table.Td key={whole} ta="right">
                      {format.share(rates[whole])}
                    </Table.Td>,
                    <Table.Td key={daily} ta="right" c="dimmed">
                      {format.share(rates[daily])}
                    </Table.Td>,
                  ])}
                  <Table.Td ta="right">{format.share(rates.subscriber_churn)}</Table.Td>
                  <Table.Td ta="right">{format.share(rates.grr)}</Table.Td>
                  <Table.Td ta="right">{format.share(rates.nrr)}</Table.Td>
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
