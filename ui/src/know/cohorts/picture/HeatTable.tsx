import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAddress } from '~/shared/sentence/useAddress'
import { useFormat } from '~/shared/words/useFormat'
import { type CohortOptions, columnName, splitOf, writeCell } from '../options'
import type { CohortReport } from '../queries'
import { useCohortName } from '../useCohortName'
import { CellHint, type Pointed } from './CellHint'
import { useCellText } from './cellText'
import { HeatRow } from './HeatRow'
import classes from './heat.module.css'
import { hasMean } from './mean'
import { useScale } from './scale'
import { useArrows } from './useArrows'

type Props = { report: CohortReport; options: CohortOptions }

/** More rows than anybody reads at once; the newest come first to hand. */
const ROWS = 48

/** Cohorts as rows, periods as columns; arrows walk, Enter opens the people of a cell. */
export function HeatTable({ report, options }: Props) {
  const { t } = useTranslation('cohorts')
  const format = useFormat()
  const write = useCellText(options)
  const split = splitOf(options)
  const name = useCohortName(split)
  const scale = useScale(report, options)
  const [, change] = useAddress()
  const [pointed, setPointed] = useState<Pointed | null>(null)
  const [all, setAll] = useState(false)
  const arrows = useArrows(setPointed)
  const rows = all ? report.cohorts : report.cohorts.slice(-ROWS)
  const periods = Math.max(...rows.map((row) => row.cells.length))
  const open = (cohort: string, k: number) => change({ cell: writeCell({ cohort, k }) })

  return (
    <>
      {report.cohorts.length > rows.length && (
        <Button variant="default" size="xs" onClick={() => setAll(true)} w="fit-content">
          {t('older', { count: report.cohorts.length - rows.length })}
        </Button>
      )}
      <div className={classes.scroll} onMouseLeave={() => setPointed(null)}>
        <table className={classes.heat} role="grid" aria-label={t('title')} {...arrows}>
          <thead>
            <tr>
              <th scope="col">{t(split ? `heads.${split}` : 'cohort')}</th>
              <th scope="col" className={classes.size}>
                {t('size')}
              </th>
              {Array.from({ length: periods }, (_, k) => (
                <th scope="col" key={`k${k.toString()}`}>
                  {columnName(options, k)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              <HeatRow
                key={row.cohort}
                row={row}
                first={index === 0}
                name={name(row.cohort)}
                size={format.number(row.size)}
                write={write}
                scale={scale}
                onPoint={setPointed}
                onOpen={open}
              />
            ))}
          </tbody>
          {hasMean(options) && <MeanRow report={report} periods={periods} options={options} />}
        </table>
      </div>
      <CellHint pointed={pointed} options={options} write={write} />
    </>
  )
}

type MeanProps = Props & { periods: number }

function MeanRow({ report, periods, options }: MeanProps) {
  const { t } = useTranslation('cohorts')
  const write = useCellText(options)
  return (
    <tfoot>
      <tr>
        <th scope="row" colSpan={2}>
          {t(splitOf(options) ? 'everybody' : 'mean')}
        </th>
        {Array.from({ length: periods }, (_, k) => (
          <td key={`m${k.toString()}`} role="gridcell">
            {write(report.mean.find((point) => point.k === k)?.value ?? null)}
          </td>
        ))}
      </tr>
    </tfoot>
  )
}
