import { Table } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Panel } from '~/shared/page/Panel'
import { DownloadButton } from '~/shared/table/DownloadButton'
import { useFormat } from '~/shared/words/useFormat'
import type { Effect } from './queries'

const ARMS = ['treated', 'held_out'] as const

/** The two groups as dealt, whether or not a letter arrived. */
export function Arms({ effect }: { effect: Effect }) {
  const { t } = useTranslation('effects')
  const format = useFormat()
  const save = () => [
    ['arm', 'people', 'buyers', 'orders', 'revenue_minor'],
    ...ARMS.map((arm) => {
      const { n, buyers, orders, revenue } = effect[arm]
      return [arm, n, buyers, orders, revenue?.minor]
    }),
  ]
  return (
    <Panel
      title={t('arms')}
      definition={t('armsDefinition')}
      actions={<DownloadButton name="effect.csv" rows={save} />}
    >
      <Table.ScrollContainer minWidth={480}>
        <Table verticalSpacing="sm">
          <Table.Thead>
            <Table.Tr>
              <Table.Th />
              <Table.Th ta="right">{t('people')}</Table.Th>
              <Table.Th ta="right">{t('buyers')}</Table.Th>
              <Table.Th ta="right">{t('orders')}</Table.Th>
              <Table.Th ta="right">{t('revenue')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {ARMS.map((arm) => (
              <Table.Tr key={arm}>
                <Table.Th fw={500}>{t(`arm.${arm}`)}</Table.Th>
                <Table.Td ta="right">{format.number(effect[arm].n)}</Table.Td>
                <Table.Td ta="right">{format.number(effect[arm].buyers)}</Table.Td>
                <Table.Td ta="right">{format.number(effect[arm].orders)}</Table.Td>
                <Table.Td ta="right">{format.roundMoney(effect[arm].revenue)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Panel>
  )
}
