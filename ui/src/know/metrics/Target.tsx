import { Button, Group, NumberInput, Popover, Stack, Text, UnstyledButton } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Figure } from '~/client'
import { useShop } from '~/shared/api/shop'
import type { Metric } from '~/shared/metrics/catalogue'
import { useFigure } from '~/shared/metrics/figures'
import { ProblemNotice } from '~/shared/page/ProblemNotice'
import { inMinor, inWhole } from '~/shared/words/coins'
import classes from './metrics.module.css'
import { type MetricRow, type MetricsReport, useRemoveTarget, useSetTarget } from './queries'

type Props = { metric: Metric; row: MetricRow; report: MetricsReport }

/** What the owner wants the metric to be, how far it is from there, and where that is said. */
export function Target({ metric, row, report }: Props) {
  const { t } = useTranslation('metrics')
  const write = useFigure()
  const [open, setOpen] = useState(false)
  const { target } = row
  const gap = target?.gap ?? undefined
  const way = gap === undefined || isNothing(gap) ? undefined : isBelow(gap) ? 'below' : 'above'
  const said = [
    target ? t('target.is', { value: write(metric.kind, target.value) }) : t('target.set'),
    gap !== undefined && way && t(`target.${way}`, { gap: write(metric.kind, withoutSign(gap)) }),
  ]
  const text = said.filter(Boolean).join(' · ')
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-end" withArrow trapFocus>
      <Popover.Target>
        <UnstyledButton
          className={`${classes.target} ${target ? '' : 'no-print'}`}
          data-reached={target?.reached ?? undefined}
          onClick={() => setOpen(!open)}
          aria-label={`${text} · ${t('target.of', { metric: metric.name })}`}
        >
          {text}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <Form metric={metric} row={row} report={report} onDone={() => setOpen(false)} />
      </Popover.Dropdown>
    </Popover>
  )
}

function Form({ metric, row, report, onDone }: Props & { onDone: () => void }) {
  const { t } = useTranslation('metrics')
  const currency = useShop().data?.currency ?? undefined
  const [typed, setTyped] = useState<string | number>(typedOf(metric, row.target?.value))
  const set = useSetTarget(metric.id)
  const remove = useRemoveTarget(metric.id)
  const length = report.options.period ?? 'month'
  const on = report.period?.from
  const error = set.error ?? remove.error
  const save = (day?: string) => {
    const value = valueOf(metric, Number(typed), currency)
    set.mutate({ length, on: day, value }, { onSuccess: onDone })
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save()
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="sm" maw={300}>
        <NumberInput
          label={t('target.of', { metric: metric.name })}
          suffix={metric.kind === 'share' ? ' %' : undefined}
          prefix={metric.kind === 'money' ? `${currency ?? ''} ` : undefined}
          value={typed}
          onChange={setTyped}
        />
        <Text size="xs" c="dimmed">
          {t('target.note')}
        </Text>
        {error && <ProblemNotice error={error} />}
        <Group gap="xs">
          <Button size="xs" type="submit" disabled={typed === ''} loading={set.isPending}>
            {t(`target.every.${length}`)}
          </Button>
          <Button
            size="xs"
            variant="default"
            disabled={typed === ''}
            onClick={() => save(on)}
          >
            {t('target.once')}
          </Button>
          {row.target && (
            <Button
              size="xs"
              variant="subtle"
              color="gray"
              loading={remove.isPending}
              onClick={() => remove.mutate({ length, on }, { onSuccess: onDone })}
            >
              {t('target.remove')}
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  )
}

/** Shares are typed in per cent and money in whole units, as people say them. */
function typedOf(metric: Metric, value: Figure | undefined): string | number {
  if (value === undefined) return ''
  if (typeof value === 'object') return inWhole(value)
  return metric.kind === 'share' ? Math.round(value * 1e8) / 1e6 : value
}

function valueOf(metric: Metric, typed: number, currency?: string): Figure {
  if (metric.kind === 'money' && currency) return inMinor(typed, currency)
  return metric.kind === 'share' ? typed / 100 : typed
}

function isNothing(gap: Figure): boolean {
  return (typeof gap === 'object' ? gap.minor : gap) === 0
}

function isBelow(gap: Figure): boolean {
  return (typeof gap === 'object' ? gap.minor : gap) < 0
}

function withoutSign(gap: Figure): Figure {
  return typeof gap === 'object' ? { ...gap, minor: Math.abs(gap.minor) } : Math.abs(gap)
}
