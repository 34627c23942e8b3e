import { Anchor, Stack, Table, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Empty } from '~/shared/page/Empty'
import { Panel } from '~/shared/page/Panel'
import { useFormat } from '~/shared/words/useFormat'
import type { StandingRow } from './queries'

type Props = { standings: StandingRow[]; save: ReactNode }

/** Where every customer stands today; each name leads to its people. */
export function Standings({ standings, save }: Props) {
  const { t } = useTranslation('lifecycle')
  const format = useFormat()
  const quiet = standings.find((row) => row.standing === 'quiet')
  if (!quiet) {
    return (
      <Panel title={t('standings')}>
        <Empty because={t('noStandings')} />
      </Panel>
    )
  }
  const title = t('standingsFinding', {
    count: quiet.customers,
    n: format.number(quiet.customers),
    share: format.share(quiet.share),
  })
  return (
    <Panel title={title} definition={t('standingsDefinition')} actions={save}>
      <Table.ScrollContainer minWidth={620}>
        <Table verticalSpacing="sm">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('standing')}</Table.Th>
              <Table.Th ta="right">{t('customers')}</Table.Th>
              <Table.Th ta="right">{t('share')}</Table.Th>
              <Table.Th ta="right">{t('revenue')}</Table.Th>
              <Table.Th ta="right">{t('revenueShare')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {standings.map((row) => (
              <Row key={row.standing} row={row} />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Panel>
  )
}

function Row({ row }: { row: StandingRow }) {
  const { t } = useTranslation('lifecycle')
  const format = useFormat()
  return (
    <Table.Tr>
      <Table.Td maw={320}>
        <Stack gap={0}>
          <Anchor component={Link} to="/customers" search={{ standing: row.standing } as never}>
            {t(`names.${row.standing}`)}
          </Anchor>
          <Text size="sm" c="dimmed">
            {t(`meaningsOf.${row.standing}`)}
          </Text>
        </Stack>
      </Table.Td>
      <Table.Td ta="right">{format.number(row.customers)}</Table.Td>
      <Table.Td ta="right">{format.share(row.share)}</Table.Td>
      <Table.Td ta="right">{format.roundMoney(row.revenue)}</Table.Td>
      <Table.Td ta="right">{format.share(row.revenue_share)}</Table.Td>
    </Table.Tr>
  )
}
