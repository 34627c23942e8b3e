import { Badge, Button, Table } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Answer } from '~/shared/page/Answer'
import { Empty } from '~/shared/page/Empty'
import { Panel } from '~/shared/page/Panel'
import { ProblemNotice } from '~/shared/page/ProblemNotice'
import { useFormat } from '~/shared/words/useFormat'
import { type Run, useKeepRun, useRuns, useUseRun } from '../queries'
import type { LeavingQuestion } from '../question'
import { useDigits } from '~/shared/words/useDigits'

/** The runs that were kept, side by side; one of them may tell cards and segments. */
export function Runs({ question }: { question: LeavingQuestion }) {
  const { t } = useTranslation('leaving')
  const runs = useRuns()
  const keeping = useKeepRun(question)
  return (
    <Panel
      title={t('runs.title')}
      definition={t('definitions.runs')}
      note={t('runs.note')}
      actions={
        <Button
          size="xs"
          variant="default"
          className="no-print"
          loading={keeping.isPending}
          onClick={() => keeping.mutate()}
        >
          {t('runs.keep')}
        </Button>
      }
    >
      {keeping.error && <ProblemNotice error={keeping.error} onRetry={() => keeping.mutate()} />}
      <Answer of={runs} height={80}>
        {(kept) => (kept.length === 0 ? <Empty because={t('runs.none')} /> : <Kept runs={kept} />)}
      </Answer>
    </Panel>
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
              <Line
                key={run.id}
                run={run}
                isBusy={using.isPending}
                onUse={(used) => using.mutate({ id: run.id, used })}
              />
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

type LineProps = { run: Run; isBusy: boolean; onUse: (used: boolean) => void }

function Line({ run, isBusy, onUse }: LineProps) {
  const { t } = useTranslation('leaving')
  const format = useFormat()
  const digits = useDigits()
  const measures = run.measures as Measures
  const fine = (value: number | null | undefined) =>
    typeof value === 'number' ? digits(value) : format.number(null)
  const since = run.in_use_since
  return (
    <Table.Tr>
      <Table.Td>{format.moment(run.made_at)}</Table.Td>
      <Table.Td>
        {measures.model ? t(`names.${measures.model}`) : t('runs.nothing')}{' '}
        {since && <Badge variant="light">{t('runs.used', { day: format.momentDay(since) })}</Badge>}
      </Table.Td>
      <Table.Td ta="right">{format.number(measures.within_days)}</Table.Td>
      <Table.Td ta="right">{fine(measures.auc)}</Table.Td>
      <Table.Td ta="right">{fine(measures.log_loss)}</Table.Td>
      <Table.Td ta="right">{format.number(measures.lift)}</Table.Td>
      <Table.Td ta="right">
        {measures.model && (
          <Button
            size="compact-xs"
            variant="default"
            className="no-print"
            disabled={isBusy}
            onClick={() => onUse(!since)}
          >
            {t(since ? 'runs.stop' : 'runs.use')}
          </Button>
        )}
      </Table.Td>
    </Table.Tr>
  )
}
