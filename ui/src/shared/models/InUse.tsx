import { Badge, Button } from '@mantine/core'
import type { UseMutationResult } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useFormat } from '~/shared/words/useFormat'

type Run = { id: string; in_use_since?: string | null }

type BadgeProps = { slice: string; run: Run }

/** Since when a run tells cards and segments; nothing when it does not. */
export function InUseBadge({ slice, run }: BadgeProps) {
  const { t } = useTranslation(slice)
  const format = useFormat()
  if (!run.in_use_since) return null
  return (
    <Badge variant="light">{t('runs.used', { day: format.momentDay(run.in_use_since) })}</Badge>
  )
}

type ButtonProps = BadgeProps & {
  using: UseMutationResult<unknown, Error, { id: string; used: boolean }>
}

/** Puts a run in use, or takes it out. */
export function UseRunButton({ slice, run, using }: ButtonProps) {
  const { t } = useTranslation(slice)
  const isUsed = Boolean(run.in_use_since)
  return (
    <Button
      size="compact-xs"
      variant="default"
      className="no-print"
      disabled={using.isPending}
      onClick={() => using.mutate({ id: run.id, used: !isUsed })}
    >
      {t(isUsed ? 'runs.stop' : 'runs.use')}
    </Button>
  )
}
