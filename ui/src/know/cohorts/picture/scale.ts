import { useComputedColorScheme } from '@mantine/core'
import { useMemo } from 'react'
import type { CohortOptions } from '../options'
import type { Cell, CohortReport } from '../queries'
import { sizeOf } from './cellText'
import { type Shade, shadeOf, stepOf } from '~/shared/chart/shades'

export type Scale = (cell: Cell) => Shade | null

/** The period of the first order is the whole cohort in these measures and would drown the rest. */
const WITHOUT_START: CohortOptions['measure'][] = [
  'rate',
  'customers',
  'orders',
  'revenue',
  'profit',
]

/** Above this step the hatching of an unfinished period would make its number hard to read. */
const HATCHABLE = 4

/** A share of so few people is mostly chance, so that it gets no colour beside large groups. */
const FEW = 30

export function isFew({ of }: Cell): boolean {
  return typeof of === 'number' && of < FEW
}

/** Shades every cell against the strongest one of the table. */
export function useScale(report: CohortReport, { measure }: CohortOptions): Scale {
  const dark = useComputedColorScheme('light') === 'dark'
  return useMemo(() => {
    const start = WITHOUT_START.includes(measure) ? 1 : 0
    const most = strongest(report, start)
    return (cell) => {
      const { k, value, complete } = cell
      const size = sizeOf(value)
      if (k < start || size === null || isFew(cell)) return null
      const step = stepOf(size, most)
      return shadeOf(complete ? step : Math.min(step, HATCHABLE), dark)
    }
  }, [report, measure, dark])
}

function strongest(report: CohortReport, start: number): number {
  let most = 0
  for (const row of report.cohorts)
    for (const cell of row.cells)
      if (cell.k >= start && cell.complete && !isFew(cell))
        most = Math.max(most, sizeOf(cell.value) ?? 0)
  return most
}
