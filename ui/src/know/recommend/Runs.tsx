import { Table } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { ProblemNotice } from '~/shared/page/ProblemNotice'
import { useDigits } from '~/shared/words/useDigits'
import { InUseBadge, UseRunButton } from '~/shared/models/InUse'
import { RunsPanel } from '~/shared/models/RunsPanel'
import { useFormat } from '~/shared/words/useFormat'
import { type Run, useKeepRun, useRuns, useUseRun } from './queries'

/** The runs that were kept, side by side; one of them may say how recommendations are weighed. */
export function Runs() {
  return (
    <RunsPanel slice="recommend" runs={useRuns()} keeping={useKeepRun()}>
      {(kept) => <Kept runs={kept} />}
    </RunsPanel>
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
              return (
                <Table.Tr key={run.id}>
                  <Table.Td>
                    {format.moment(run.made_at)}{' '}
                    <InUseBadge slice="recommend" run={run} />
                  </Table.Td>
                  <Table.Td ta="right">{format.number(measures.within_days)}</Table.Td>
                  <Table.Td ta="right">{digits(measures.ndcg_10)}</Table.Td>
                  <Table.Td ta="right">{digits(measures.own_ndcg_10)}</Table.Td>
                  <Table.Td ta="right">{digits(measures.recall_20)}</Table.Td>
                  <Table.Td ta="right">
                    {run.found !== null && (
                      <UseRunButton slice="recommend" run={run} using={using} />
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
