import { Anchor, Table, useComputedColorScheme } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { shadeOf, stepOf } from '~/shared/chart/shades'
import { inOrder } from '~/shared/people/groups'
import { useFormat } from '~/shared/words/useFormat'
import { moveRule } from './moveRule'
import type { Move, RfmMoves } from './queries'

/** The group of the earlier day down, that of the later day across; who stayed is framed. */
export function MovesTable({ report }: { report: RfmMoves }) {
  const { t } = useTranslation('rfm')
  const names = inOrder(report.groups)
  const name = (group: string) => t(`groups.${group}`, { defaultValue: group })
  const most = Math.max(...report.cells.map((cell) => cell.customers))
  const cellOf = (from: string | null, until: string) =>
    report.cells.find((cell) => (cell.from ?? null) === from && cell.until === until)
  return (
    <Table.ScrollContainer minWidth={900}>
      <Table verticalSpacing={6} withColumnBorders aria-label={t('moves.title')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('moves.corner')}</Table.Th>
            {names.map((until) => (
              <Table.Th key={until} ta="right">
                {name(until)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {[...names, null].map((from) => (
            <Table.Tr key={from ?? ''}>
              <Table.Th scope="row">{from ? name(from) : t('moves.notYet')}</Table.Th>
              {names.map((until) => (
                <Cell
                  key={until}
                  cell={cellOf(from, until)}
                  most={most}
                  options={report.options}
                />
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}

type CellProps = { cell: Move | undefined; most: number; options: RfmMoves['options'] }

function Cell({ cell, most, options }: CellProps) {
  const { t } = useTranslation('rfm')
  const format = useFormat()
  const dark = useComputedColorScheme('light') === 'dark'
  if (!cell?.customers) return <Table.Td />
  const shade = shadeOf(stepOf(cell.customers, most), dark)
  const rule = moveRule(cell, options)
  const name = (group: string) => t(`groups.${group}`, { defaultValue: group })
  const told = t('moves.people', {
    count: cell.customers,
    n: format.number(cell.customers),
    from: cell.from ? name(cell.from) : t('moves.notYet'),
    until: name(cell.until),
  })
  return (
    <Table.Td
      ta="right"
      title={format.roundMoney(cell.revenue)}
      fw={cell.from === cell.until ? 700 : undefined}
      style={{ backgroundColor: shade.ground, color: shade.text }}
    >
      {rule ? (
        <Anchor
          component={Link}
          to="/know/segments/new"
          search={{ text: rule } as never}
          c="inherit"
          inherit
          aria-label={told}
        >
          {format.number(cell.customers)}
        </Anchor>
      ) : (
        format.number(cell.customers)
      )}
    </Table.Td>
  )
}
