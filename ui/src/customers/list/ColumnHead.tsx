import { Table, UnstyledButton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useAddress } from '~/shared/sentence/useAddress'
import { type Column, directionOf, nextSort, type Sort } from '../question'

type Props = { column: Column; sort: Sort }

const ARROWS = { ascending: ' ↑', descending: ' ↓', none: '' }

/** A column's name that is also the switch of the order; the order is kept in the address. */
export function ColumnHead({ column, sort }: Props) {
  const { t } = useTranslation('customers')
  const [, change] = useAddress()
  const direction = directionOf(sort, column)
  return (
    <Table.Th ta="right" aria-sort={direction}>
      <UnstyledButton
        fz="inherit"
        fw={600}
        onClick={() => change({ sort: nextSort(sort, column) })}
      >
        {t(`columns.${column}`)}
        <span aria-hidden="true">{ARROWS[direction]}</span>
      </UnstyledButton>
    </Table.Th>
  )
}
