import { Table } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { ProblemNotice } from '~/shared/page/ProblemNotice'
import { InUseBadge, UseRunButton } from '~/shared/models/InUse'
import { RunsPanel } from '~/shared/models/RunsPanel'
import { useFormat } from '~/shared/words/useFormat'
import { type Run, useKeepRun, useRuns, useUseRun } from '../queries'
import type { LeavingQuestion } from '../question'
import { useDigits } from '~/shared/words/useDigits'

/** The runs that were kept, side by side; one of them may tell cards and segments. */
export function Runs({ question }: { question: LeavingQuestion }) {
  const { t } = useTranslation('leaving')
  const keeping = useKeepRun(question)
  return (
    <RunsPanel slice="leaving" note={t('runs.note')} runs={useRuns()} keeping={keeping}>
      {(kept) => <Kept runs={kept} />}
    </RunsPanel>
  )
}

function Kept({ runs }: { runs: Run[] }) {
  const { t } = useTranslation('leaving')
  const using = useUseRun()
  return (
    <>
      {using.error && <ProblemNotice error={using.error} />}
      <Table.ScrollContainer minWidth={680}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('runs.at')}</Table.Th>
              <Table.Th>{t('runs.model')}</Table.Th>
              <Table.Th ta="right">{t('runs.days')}</Table.Th>
              <Table.Th ta="right">{t('tried.auc')}</Table.Th>
              <Table.Th ta="right">{t('tried.logLoss')}</Table.Th>
              <Table.Th ta="right">{t('tried.lift')}</Table.Th>
              <Table.Th />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {runs.map((run) => (
              <Line key={run.id} run={run} using={using} />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </>
  )
}

type Measures = { model?: string | null } & Partial<
  Record<'within_days' | 'auc' | 'log_loss' | 'lift', number | null>
>

type LineProps = { run: Run; using: ReturnType<typeof useUseRun> }

function Line({ run, using }: LineProps) {
  const { t } = useTranslation('leaving')
  const format = useFormat()
  const digits = useDigits()
  const measures = run.measures as Measures
  return (
    <Table.Tr>
      <Table.Td>{format.moment(run.made_at)}</Table.Td>
      <Table.Td>
        {measures.model ? t(`names.${measures.model}`) : t('runs.nothing')}{' '}
        <InUseBadge slice="leaving" run={run} />
      </Table.Td>
      <Table.Td ta="right">{format.number(measures.within_days)}</Table.Td>
      <Table.Td ta="right">{digits(measures.auc)}</Table.Td>
      <Table.Td ta="right">{digits(measures.log_loss)}</Table.Td>
      <Table.Td ta="right">{format.number(measures.lift)}</Table.Td>
      <Table.Td ta="right">
        {measures.model && <UseRunButton slice="leaving" run={run} using={using} />}
      </Table.Td>
    </Table.Tr>
  )
}
