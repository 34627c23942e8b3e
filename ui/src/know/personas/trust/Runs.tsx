import { Anchor, Badge, Button, Table, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Answer } from '~/shared/page/Answer'
import { Empty } from '~/shared/page/Empty'
import { Panel } from '~/shared/page/Panel'
import { ProblemNotice } from '~/shared/page/ProblemNotice'
import { useDigits } from '~/shared/words/useDigits'
import { useFormat } from '~/shared/words/useFormat'
import { type Name, type Run, useKeepRun, useRuns, useUseRun } from '../queries'
import { type PersonaQuestion, runQuery } from '../question'
import { useNamed } from '../useNamed'

/** The runs that were kept, side by side; one of them may tell cards, lists and segments. */
export function Runs({ question }: { question: PersonaQuestion }) {
  const { t } = useTranslation('personas')
  const runs = useRuns()
  const keeping = useKeepRun()
  const keep = () => keeping.mutate(runQuery(question))
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
          onClick={keep}
        >
          {t('runs.keep')}
        </Button>
      }
    >
      {keeping.error && <ProblemNotice error={keeping.error} onRetry={keep} />}
      <Answer of={runs} height={80}>
        {(kept) => (kept.length === 0 ? <Empty because={t('runs.none')} /> : <Kept runs={kept} />)}
      </Answer>
    </Panel>
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

type LineProps = { run: Run; isBusy: boolean; onUse: (used: boolean) => void }

function Line({ run, isBusy, onUse }: LineProps) {
  const { t } = useTranslation('personas')
  const format = useFormat()
  const digits = useDigits()
  const named = useNamed()
  const measures = run.measures as Measures
  const fine = (value: number | null | undefined) =>
    typeof value === 'number' ? digits(value) : format.number(null)
  const since = run.in_use_since
  const names = measures.names?.map(named).join(', ')
  return (
    <Table.Tr>
      <Table.Td style={{ whiteSpace: 'nowrap' }}>
        <Anchor component={Link} to="/know/personas" search={{ run: run.id } as never} size="sm">
          {format.moment(run.made_at)}
        </Anchor>
        {since && (
          <div>
            <Badge variant="light" maw="none">
              {t('runs.used', { day: format.momentDay(since) })}
            </Badge>
          </div>
        )}
      </Table.Td>
      <Table.Td>
        {measures.k ? format.number(measures.k) : t('runs.nothing')}
        {names && (
          <Text size="xs" c="dimmed">
            {names}
          </Text>
        )}
      </Table.Td>
      <Table.Td ta="right">{fine(measures.silhouette)}</Table.Td>
      <Table.Td ta="right">{fine(measures.stability)}</Table.Td>
      <Table.Td ta="right">{format.number(measures.kept)}</Table.Td>
      <Table.Td ta="right">
        {measures.k && (
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
