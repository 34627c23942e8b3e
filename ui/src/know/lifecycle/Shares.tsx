import { Button, Table, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '~/shared/words/useFormat'
import type { ShareRow } from './queries'

/** The largest differences, before the rest is asked for. */
const FIRST = 10

/** How active customers first came, beside those who are quiet or gone. */
export function Shares({ rows }: { rows: ShareRow[] }) {
  const { t } = useTranslation('lifecycle')
  const [all, setAll] = useState(false)
  const shown = all ? rows : rows.slice(0, FIRST)
  return (
    <>
      <Table.ScrollContainer minWidth={720}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('howTheyCame')}</Table.Th>
              <Table.Th ta="right">{t('customers')}</Table.Th>
              <Table.Th ta="right">{t('names.active')}</Table.Th>
              <Table.Th ta="right">{t('inactive')}</Table.Th>
              <Table.Th ta="right">{t('points')}</Table.Th>
              <Table.Th ta="right">{t('sure')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {shown.map((row) => (
              <Row key={`${row.attribute} ${row.value}`} row={row} />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {rows.length > shown.length && (
        <Button variant="default" onClick={() => setAll(true)}>
          {t('words:more')}
        </Button>
      )}
    </>
  )
}

function Row({ row }: { row: ShareRow }) {
  const { t } = useTranslation('lifecycle')
  const format = useFormat()
  const points = (share: number) => format.number(100 * share)
  return (
    <Table.Tr>
      <Table.Td>
        {row.value ?? t('noCoupon')}
        <Text size="sm" c="dimmed">
          {t(`attributes.${row.attribute}`)}
        </Text>
      </Table.Td>
      <Table.Td ta="right">{format.number(row.customers)}</Table.Td>
      <Table.Td ta="right">{format.share(row.active_share)}</Table.Td>
      <Table.Td ta="right">{format.share(row.inactive_share)}</Table.Td>
      <Table.Td ta="right">{points(row.difference)}</Table.Td>
      <Table.Td ta="right" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
        {points(row.low)} – {points(row.high)}
      </Table.Td>
    </Table.Tr>
  )
}
