import { memo } from 'react'
import { writeCell } from '../options'
import type { Cell, CohortReport } from '../queries'
import type { Pointed } from './CellHint'
import type { Write } from './cellText'
import classes from './heat.module.css'
import type { Scale } from './scale'

type Row = CohortReport['cohorts'][number]

type Props = {
  row: Row
  first: boolean
  name: string
  size: string
  write: Write
  scale: Scale
  onPoint: (pointed: Pointed | null) => void
  onOpen: (cohort: string, k: number) => void
}

/** One cohort. Kept as it is while the hint moves over the table. */
export const HeatRow = memo(function HeatRow(props: Props) {
  const { row, first, name, size, write, scale, onPoint, onOpen } = props

  const attributes = (cell: Cell) => {
    const point = (place: HTMLElement) =>
      onPoint({ cohort: row.cohort, size: row.size, cell, place })
    const shade = scale(cell)
    return {
      className: cell.complete ? undefined : classes.incomplete,
      style: shade ? { backgroundColor: shade.ground, color: shade.text } : undefined,
      tabIndex: first && cell.k === 0 ? 0 : -1,
      'data-cell': writeCell({ cohort: row.cohort, k: cell.k }),
      'aria-describedby': 'cell-hint',
      onMouseEnter: (event: React.MouseEvent<HTMLElement>) => point(event.currentTarget),
      onFocus: (event: React.FocusEvent<HTMLElement>) => point(event.currentTarget),
      onClick: () => onOpen(row.cohort, cell.k),
    }
  }

  return (
    <tr>
      <th scope="row" title={name} className={classes.name}>
        {name}
      </th>
      <td role="gridcell" className={classes.size}>
        {size}
      </td>
      {row.cells.map((cell) => (
        <td key={cell.k} role="gridcell" {...attributes(cell)}>
          {write(cell.value)}
        </td>
      ))}
    </tr>
  )
})
