import { Table } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Panel } from '~/shared/page/Panel'
import { useFormat } from '~/shared/words/useFormat'
import type { Effect } from './queries'

type Between = { value: number; low: number; high: number } | null | undefined

/** Each way of saying it, compared with everybody who was held out. */
export function Ways({ effect }: { effect: Effect }) {
  const { t } = useTranslation('effects')
  const format = useFormat()
  const between = (estimate: Between, tell: (n: number) => string) =>
    estimate
      ? `${tell(estimate.value)} (${tell(estimate.low)} … ${tell(estimate.high)})`
      : '–'
  const orders = (n: number) => format.number(Math.round(n * 1000) / 1000)
  if (effect.ways.length === 0) return null
  return (
    <Panel title={t('ways.title')} note={t('ways.note')}>
      <Table.ScrollContainer minWidth={560}>
        <Table verticalSpacing="sm">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('ways.which')}</Table.Th>
              <Table.Th ta="right">{t('people')}</Table.Th>
              <Table.Th ta="right">{t('buyers')}</Table.Th>
              <Table.Th ta="right">{t('revenue')}</Table.Th>
              <Table.Th ta="right">{t('ways.more')}</Table.Th>
              <Table.Th ta="right">{t('ways.buyers')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {effect.ways.map((way) => (
              <Table.Tr key={way.variant}>
                <Table.Th fw={500}>{String.fromCharCode(65 + way.variant)}</Table.Th>
                <Table.Td ta="right">{format.number(way.treated.n)}</Table.Td>
                <Table.Td ta="right">{format.number(way.treated.buyers)}</Table.Td>
                <Table.Td ta="right">{format.roundMoney(way.treated.revenue)}</Table.Td>
                <Table.Td ta="right">{between(way.difference, orders)}</Table.Td>
                <Table.Td ta="right">{between(way.buyers_difference, format.share)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Panel>
  )
}
