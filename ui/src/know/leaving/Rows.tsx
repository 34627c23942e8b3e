import { Anchor, Table, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Panel } from '~/shared/page/Panel'
import { DownloadMenu } from '~/shared/table/DownloadMenu'
import { Shown, useSome } from '~/shared/table/Some'
import { useFormat } from '~/shared/words/useFormat'
import type { LeavingReport, LeavingRow } from './queries'
import { Reasons } from './Reasons'

/** Rows that are looked at before more are asked for. */
const SOME = 15

/** The customers, those with most at stake first, each with why. */
export function Rows({ report }: { report: LeavingReport }) {
  const { t } = useTranslation('leaving')
  const format = useFormat()
  const { shown, more } = useSome(report.rows, SOME, 4 * SOME)
  const counts = { shown: format.number(shown.length), n: format.number(report.customers) }
  return (
    <Panel
      title={t('rows')}
      definition={t('definitions.rows')}
      actions={
        <DownloadMenu table="reports/leaving" options={{ ...report.options, limit: undefined }} />
      }
    >
      <Table.ScrollContainer minWidth={720}>
        <Table verticalSpacing="xs">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('columns.customer')}</Table.Th>
              <Table.Th ta="right">{t('columns.leaving')}</Table.Th>
              <Table.Th ta="right">{t('columns.last')}</Table.Th>
              <Table.Th ta="right">{t('columns.stake')}</Table.Th>
              <Table.Th>{t('columns.why')}</Table.Th>
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

function Row({ row }: { row: LeavingRow }) {
  const { t } = useTranslation('leaving')
  const format = useFormat()
  return (
    <Table.Tr style={{ verticalAlign: 'top' }}>
      <Table.Td>
        {row.customer ? (
          <Anchor component={Link} to="/customers/$id" params={{ id: row.customer } as never}>
            {row.customer_id}
          </Anchor>
        ) : (
          row.customer_id
        )}
        <Text size="xs" c="dimmed">
          {t('occasions', { count: row.occasions, n: format.number(row.occasions) })}
        </Text>
      </Table.Td>
      <Table.Td ta="right" fw={600}>
        {format.wholeShare(row.leaving)}
      </Table.Td>
      <Table.Td ta="right" style={{ whiteSpace: 'nowrap' }}>
        {format.day(row.last_order_on)}
      </Table.Td>
      <Table.Td ta="right" style={{ whiteSpace: 'nowrap' }}>
        {format.roundMoney(row.at_stake)}
        <Text size="xs" c="dimmed">
          {t('ofYear', { value: format.roundMoney(row.year_value) })}
        </Text>
      </Table.Td>
      <Table.Td>
        <Reasons of={row.reasons} />
      </Table.Td>
    </Table.Tr>
  )
}
