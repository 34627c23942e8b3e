import { Paper, Portal, Stack, Text } from '@mantine/core'
import { useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '~/shared/words/useFormat'
import { type CohortOptions, splitOf } from '../options'
import type { Cell } from '../queries'
import { useCohortName } from '../useCohortName'
import { usePeriodName } from '../usePeriodName'
import type { Write } from './cellText'
import classes from './heat.module.css'
import { isFew } from './scale'

export type Pointed = { cohort: string; size: number; cell: Cell; place: HTMLElement }

type Props = {
  pointed: Pointed | null
  options: CohortOptions
  write: Write
}

/** What a cell counts: people, interval, and whether the period is over. */
export function CellHint({ pointed, ...rest }: Props) {
  if (!pointed) return null
  return (
    <Portal>
      <Hint pointed={pointed} {...rest} />
    </Portal>
  )
}

/** Inside the portal, so that it is in its place already when it is measured. */
function Hint({ pointed, options, write }: Props & { pointed: Pointed }) {
  const { t } = useTranslation('cohorts')
  const format = useFormat()
  const cohortName = useCohortName(splitOf(options))
  const periodName = usePeriodName(options)
  const hint = useRef<HTMLDivElement>(null)
  const [at, setAt] = useState({ left: 0, top: 0 })

  useLayoutEffect(() => {
    if (!hint.current) return
    const cell = pointed.place.getBoundingClientRect()
    const own = hint.current.getBoundingClientRect()
    const left = Math.min(Math.max(8, cell.left), innerWidth - own.width - 8)
    const below = cell.bottom + 6
    setAt({ left, top: below + own.height > innerHeight ? cell.top - own.height - 6 : below })
  }, [pointed])

  const { cohort, size, cell } = pointed
  const interval = typeof cell.low === 'number' && typeof cell.high === 'number'
  return (
    <Paper ref={hint} id="cell-hint" role="tooltip" className={classes.hint} style={at}>
      <Stack gap={4}>
        <Text size="sm" fw={600}>
          {cohortName(cohort)} · {periodName(cell.k)}
        </Text>
        <Counted size={size} cell={cell} options={options} />
        {interval && (
          <Text size="sm">
            {t('interval', { low: write(cell.low ?? null), high: write(cell.high ?? null) })}
          </Text>
        )}
        {cell.k === 0 && typeof cell.again === 'number' && (
          <Text size="sm">{t('again', { share: format.share(cell.again) })}</Text>
        )}
        {!cell.complete && <Text size="sm">{t('incomplete')}</Text>}
        {isFew(cell) && <Text size="sm">{t('few')}</Text>}
        <Text size="xs" c="dimmed">
          {t(`definitions.${options.count}`)}
        </Text>
      </Stack>
    </Paper>
  )
}

/** How many are counted: of the cohort, of those with the period behind them, or beside others. */
function Counted({ size, cell, options }: Pick<Pointed, 'size' | 'cell'> & Pick<Props, 'options'>) {
  const { t } = useTranslation('cohorts')
  const format = useFormat()
  const told = { count: cell.customers, people: format.number(cell.customers) }
  if (options.measure === 'rate' && options.of === 'previous' && cell.k > 0) {
    return (
      <>
        <Text size="sm">{t('cellAlone', told)}</Text>
        <Text size="sm">{t('beside', { before: format.number(cell.of ?? size) })}</Text>
      </>
    )
  }
  return (
    <>
      <Text size="sm">{t('cellPeople', { ...told, size: format.number(cell.of ?? size) })}</Text>
      {typeof cell.of === 'number' && cell.of < size && (
        <Text size="sm">{t('behind', { size: format.number(size) })}</Text>
      )}
    </>
  )
}
