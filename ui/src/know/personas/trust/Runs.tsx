import { Anchor, Table, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { InUseBadge, UseRunButton } from '~/shared/models/InUse'
import { RunsPanel } from '~/shared/models/RunsPanel'
import { ProblemNotice } from '~/shared/page/ProblemNotice'
import { useDigits } from '~/shared/words/useDigits'
import { useFormat } from '~/shared/words/useFormat'
import { type Name, type Run, useKeepRun, useRuns, useUseRun } from '../queries'
import { type PersonaQuestion, runQuery } from '../question'
import { useNamed } from '../useNamed'

/** The runs that were kept, side by side; one of them may tell cards, lists and segments. */
export function Runs({ question }: { question: PersonaQuestion }) {
  const { t } = useTranslation('personas')
  const keeping = useKeepRun()
  const keep = () => keeping.mutate(runQuery(question))
  return (
    <RunsPanel
      slice="personas"
      note={t('runs.note')}
      runs={useRuns()}
      keeping={{ ...keeping, mutate: keep }}
    >
      {(kept) => <Kept runs={kept} />}
    </RunsPanel>
  )
}

type Measures = { names?: Name[] | null } & Partial<
  Record<'k' | 'silhouette' | 'stability' | 'kept' | 'seed', number | null>
>

function Kept({ runs }: { runs: Run[] }) {
  const { t } = useTranslation('personas')
  const using = useUseRun()
  return (
    <>
      {using.error && <ProblemNotice error={using.error} />}
      <Table.ScrollContainer minWidth={720}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('runs.at')}</Table.Th>
              <Table.Th>{t('runs.personas')}</Table.Th>
              <Table.Th ta="right">{t('howMany.silhouette')}</Table.Th>
              <Table.Th ta="right">{t('howMany.stability')}</Table.Th>
              <Table.Th ta="right">{t('runs.kept')}</Table.Th>
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

type LineProps = { run: Run; using: ReturnType<typeof useUseRun> }

function Line({ run, using }: LineProps) {
  const { t } = useTranslation('personas')
  const format = useFormat()
  const digits = useDigits()
  const named = useNamed()
  const measures = run.measures as Measures
  const names = measures.names?.map(named).join(', ')
  return (
    <Table.Tr>
      <Table.Td style={{ whiteSpace: 'nowrap' }}>
        <Anchor component={Link} to="/know/personas" search={{ run: run.id } as never} size="sm">
          {format.moment(run.made_at)}
        </Anchor>
        <div>
          <InUseBadge slice="personas" run={run} />
        </div>
      </Table.Td>
      <Table.Td>
        {measures.k ? format.number(measures.k) : t('runs.nothing')}
        {names && (
          <Text size="xs" c="dimmed">
            {names}
          </Text>
        )}
      </Table.Td>
      <Table.Td ta="right">{digits(measures.silhouette)}</Table.Td>
      <Table.Td ta="right">{digits(measures.stability)}</Table.Td>
      <Table.Td ta="right">{format.number(measures.kept)}</Table.Td>
      <Table.Td ta="right">
        {measures.k && <UseRunButton slice="personas" run={run} using={using} />}
      </Table.Td>
    </Table.Tr>
  )
}
