import { Table } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFormat } from '~/shared/words/useFormat'
import type { RevenuePart } from './queries'
import { partName } from './split'

const COLUMNS = [
  ['base_revenue', ''],
  ['churned', '−'],
  ['contraction', '−'],
  ['moved_out', '−'],
  ['expansion', '+'],
  ['moved_in', '+'],
  ['reactivated', '+'],
  ['new', '+'],
  ['period_revenue', ''],
] as const

const MOVES = ['moved_out', 'moved_in']

/** A row a part; segments exchange nothing, so they have no columns for it. */
export function SplitTable({ parts, withMoves }: { parts: RevenuePart[]; withMoves: boolean }) {
  const { t } = useTranslation('revenue')
  const format = useFormat()
  const columns = COLUMNS.filter(([name]) => withMoves || !MOVES.includes(name))
  return (
    <Table.ScrollContainer minWidth={columns.length * 100}>
      <Table verticalSpacing="xs" horizontalSpacing={6} fz="sm" aria-label={t('split.title')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('split.part')}</Table.Th>
            {columns.map(([name]) => (
              <Table.Th key={name} ta="right">
                {t(`split.columns.${name}`)}
              </Table.Th>
            ))}
            <Table.Th ta="right">GRR</Table.Th>
            <Table.Th ta="right">NRR</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {parts.map((part) => (
            <Table.Tr key={`${part.kind} ${part.name}`}>
              <Table.Th scope="row" fw={500} maw={240}>
                {partName(part, t)}
              </Table.Th>
              {columns.map(([name, sign]) => (
                <Table.Td key={name} ta="right" style={{ whiteSpace: 'nowrap' }}>
                  {part[name]?.minor ? sign : ''}
                  {format.roundMoney(part[name])}
                </Table.Td>
              ))}
              <Table.Td ta="right">{format.share(part.grr)}</Table.Td>
              <Table.Td ta="right">{format.share(part.nrr)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}
