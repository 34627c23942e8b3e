import { Table } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Panel } from '~/shared/page/Panel'
import { DownloadMenu } from '~/shared/table/DownloadMenu'
import { useFormat } from '~/shared/words/useFormat'
import type { Effect } from './queries'

const ARMS = ['treated', 'held_out'] as const

/** The two groups as dealt, whether or not a letter arrived. */
export function Arms({ effect }: { effect: Effect }) {
  const { t } = useTranslation('effects')
  const format = useFormat()
  return (
    <Panel
      title={t('arms')}
      definition={t('armsDefinition')}
      actions={<DownloadMenu table={`effects/${effect.campaign.id}/arms`} options={effect.options} />}
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
