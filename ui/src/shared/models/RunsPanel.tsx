import { Button } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Answer } from '~/shared/page/Answer'
import { Empty } from '~/shared/page/Empty'
import { Panel } from '~/shared/page/Panel'
import { ProblemNotice } from '~/shared/page/ProblemNotice'

type Props<Run> = {
  /** Whose texts say what a run is: `runs.title`, `runs.keep`, `runs.none`, `definitions.runs`. */
  slice: string
  note?: string
  runs: UseQueryResult<Run[]>
  keeping: { isPending: boolean; error: Error | null; mutate: () => void }
  /** The runs side by side; there is at least one. */
  children: (runs: Run[]) => ReactNode
}

/** The runs of a model that were kept; this one can be kept too. */
export function RunsPanel<Run>({ slice, note, runs, keeping, children }: Props<Run>) {
  const { t } = useTranslation(slice)
  const keep = () => keeping.mutate()
  return (
    <Panel
      title={t('runs.title')}
      definition={t('definitions.runs')}
      note={note}
      actions={
        <Button
          size="xs"
          variant="default"
          className="no-print"
          loading={keeping.isPending}
          onClick={keep}
        >
          {t('runs.keep')}
        </Button>
      }
    >
      {keeping.error && <ProblemNotice error={keeping.error} onRetry={keep} />}
      <Answer of={runs} height={80}>
        {(kept) => (kept.length === 0 ? <Empty because={t('runs.none')} /> : children(kept))}
      </Answer>
    </Panel>
  )
}
