import { Table } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Answer } from '~/shared/page/Answer'
import { Empty } from '~/shared/page/Empty'
import { Panel } from '~/shared/page/Panel'
import { useFormat } from '~/shared/words/useFormat'
import { useRefusals } from './queries'

/** What was told of forgotten people since, and not taken in. */
export function KeptAway() {
  const { t } = useTranslation('privacy')
  const format = useFormat()
  const asked = useRefusals()
  return (
    <Panel title={t('refused')} note={t('refusedNote')}>
      <Answer of={asked} height={96}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty because={t('refusedNone')} />
          ) : (
            <Table verticalSpacing="xs">
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t('source')}</Table.Th>
                  <Table.Th ta="right">{t('count')}</Table.Th>
                  <Table.Th ta="right">{t('last')}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {items.map((one) => (
                  <Table.Tr key={one.source}>
                    <Table.Td>{one.source}</Table.Td>
                    <Table.Td ta="right">{format.number(one.n)}</Table.Td>
                    <Table.Td ta="right">{format.moment(one.last_at)}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          )
        }
      </Answer>
    </Panel>
  )
}
