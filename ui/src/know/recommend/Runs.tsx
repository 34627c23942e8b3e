import { Badge, Button, Table } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Answer } from '~/shared/page/Answer'
import { Empty } from '~/shared/page/Empty'
import { Panel } from '~/shared/page/Panel'
import { ProblemNotice } from '~/shared/page/ProblemNotice'
import { useDigits } from '~/shared/words/useDigits'
import { useFormat } from '~/shared/words/useFormat'
import { type Run, useKeepRun, useRuns, useUseRun } from './queries'

/** The runs that were kept, side by side; one of them may say how recommendations are weighed. */
export function Runs() {
  const { t } = useTranslation('recommend')
  const runs = useRuns()
  const keeping = useKeepRun()
  return (
    <Panel
      title={t('runs.title')}
      definition={t('definitions.runs')}
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

type Measures = Partial<
  Record<'within_days' | 'tried' | 'ndcg_10' | 'own_ndcg_10' | 'recall_20', number | null>
>

function Kept({ runs }: { runs: Run[] }) {
  const { t } = useTranslation('recommend')
  const format = useFormat()
  const using = useUseRun()
  const digits = useDigits()
  const fine = (value: number | null | undefined) =>
    typeof value === 'number' ? digits(value) : format.number(null)
  return (
    <>
      {using.error && <ProblemNotice error={using.error} />}
      <Table.ScrollContainer minWidth={620}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('runs.at')}</Table.Th>
              <Table.Th ta="right">{t('runs.days')}</Table.Th>
              <Table.Th ta="right">{t('ways.ndcg')}</Table.Th>
              <Table.Th ta="right">{t('runs.own')}</Table.Th>
              <Table.Th ta="right">{t('ways.recall')}</Table.Th>
              <Table.Th />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {runs.map((run) => {
              const measures = run.measures as Measures
              const since = run.in_use_since
              return (
                <Table.Tr key={run.id}>
                  <Table.Td>
                    {format.moment(run.made_at)}{' '}
                    {since && (
                      <Badge variant="light">
                        {t('runs.used', { day: format.momentDay(since) })}
                      </Badge>
                    )}
                  </Table.Td>
                  <Table.Td ta="right">{format.number(measures.within_days)}</Table.Td>
                  <Table.Td ta="right">{fine(measures.ndcg_10)}</Table.Td>
                  <Table.Td ta="right">{fine(measures.own_ndcg_10)}</Table.Td>
                  <Table.Td ta="right">{fine(measures.recall_20)}</Table.Td>
                  <Table.Td ta="right">
                    {run.found !== null && (
                      <Button
                        size="compact-xs"
                        variant="default"
                        className="no-print"
                        disabled={using.isPending}
                        onClick={() => using.mutate({ id: run.id, used: !since })}
                      >
                        {t(since ? 'runs.stop' : 'runs.use')}
                      </Button>
                    )}
                  </Table.Td>
                </Table.Tr>
              )
            })}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </>
  )
}
