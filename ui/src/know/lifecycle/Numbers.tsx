import { Table, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { type Format, NOTHING } from '~/shared/words/format'
import { useFormat } from '~/shared/words/useFormat'
import type { NumberRow } from './queries'

type Value = NumberRow['difference']

/** How active customers buy, beside those who are quiet or gone. */
export function Numbers({ rows }: { rows: NumberRow[] }) {
  const { t } = useTranslation('lifecycle')
  const format = useFormat()
  return (
    <Table.ScrollContainer minWidth={720}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('howTheyBuy')}</Table.Th>
            <Table.Th ta="right">{t('names.active')}</Table.Th>
            <Table.Th ta="right">{t('inactive')}</Table.Th>
            <Table.Th ta="right">{t('difference')}</Table.Th>
            <Table.Th ta="right">{t('sure')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={row.attribute}>
              <Table.Td>{t(`attributes.${row.attribute}`)}</Table.Td>
              <MiddleCell middle={row.active} />
              <MiddleCell middle={row.inactive} />
              <Table.Td ta="right">{written(row.difference, format)}</Table.Td>
              <Table.Td ta="right" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
                {written(row.low, format)} – {written(row.high, format)}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}

function MiddleCell({ middle }: { middle: NumberRow['active'] }) {
  const { t } = useTranslation('lifecycle')
  const format = useFormat()
  return (
    <Table.Td ta="right">
      {written(middle.mean, format)}
      <Text size="sm" c="dimmed">
        {t('median', { value: written(middle.median, format) })}
      </Text>
    </Table.Td>
  )
}

/** A number or an amount, as the figure itself knows. */
function written(value: Value, format: Format): string {
  if (value === null || value === undefined) return NOTHING
  return typeof value === 'number' ? format.number(value) : format.money(value)
}
