import { Anchor, Table } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Panel } from '~/shared/page/Panel'
import { Between } from '~/shared/table/Between'
import { DownloadMenu } from '~/shared/table/DownloadMenu'
import { Shown, useSome } from '~/shared/table/Some'
import { useFormat } from '~/shared/words/useFormat'
import type { ValueReport, ValueRow } from './queries'

/** Rows that are looked at before more are asked for. */
const SOME = 25

/** The customers, the worthiest first, each figure with its interval. */
export function Rows({ report }: { report: ValueReport }) {
  const { t } = useTranslation('value')
  const format = useFormat()
  const { shown, more } = useSome(report.rows, SOME, 4 * SOME)
  const counts = { shown: format.number(shown.length), n: format.number(report.customers) }
  return (
    <Panel
      title={t('rows')}
      definition={t('definitions.rows')}
      actions={
        <DownloadMenu table="reports/value" options={{ ...report.options, limit: undefined }} />
      }
    >
      <Table.ScrollContainer minWidth={640}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('columns.customer')}</Table.Th>
              <Table.Th ta="right">{t('columns.again')}</Table.Th>
              <Table.Th ta="right">{t('columns.alive')}</Table.Th>
              <Table.Th ta="right">{t('columns.orders')}</Table.Th>
              <Table.Th ta="right">{t('columns.value')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {shown.map((row) => (
              <Row key={row.customer_id} row={row} />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <Shown said={t('shown', counts)} more={more} />
    </Panel>
  )
}

function Row({ row }: { row: ValueRow }) {
  const format = useFormat()
  return (
    <Table.Tr>
      <Table.Td>
        {row.customer ? (
          <Anchor component={Link} to="/customers/$id" params={{ id: row.customer } as never}>
            {row.customer_id}
          </Anchor>
        ) : (
          row.customer_id
        )}
      </Table.Td>
      <Table.Td ta="right">{format.number(row.x)}</Table.Td>
      <Between of={row.p_alive} low={row.p_alive_low} high={row.p_alive_high} write={format.share} />
      <Between of={row.expected_orders} low={row.low} high={row.high} write={format.number} />
      <Between
        of={row.expected_value}
        low={row.value_low}
        high={row.value_high}
        write={format.roundMoney}
      />
    </Table.Tr>
  )
}
