import { Table } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { RunsPanel } from '~/shared/models/RunsPanel'
import { useFormat } from '~/shared/words/useFormat'
import { type Run, useKeepRun, useRuns } from '../queries'
import type { ValueQuestion } from '../question'

/** The fits that were kept, side by side; this one can be kept too. */
export function Runs({ question }: { question: ValueQuestion }) {
  return (
    <RunsPanel slice="value" runs={useRuns()} keeping={useKeepRun(question)}>
      {(kept) => <Kept runs={kept} />}
    </RunsPanel>
  )
}

function Kept({ runs }: { runs: Run[] }) {
  const { t } = useTranslation('value')
  return (
    <Table.ScrollContainer minWidth={620}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('runs.at')}</Table.Th>
            <Table.Th>{t('runs.model')}</Table.Th>
            <Table.Th>{t('runs.until')}</Table.Th>
            <Table.Th ta="right">{t('runs.customers')}</Table.Th>
            <Table.Th ta="right">{t('search.likelihood')}</Table.Th>
            <Table.Th ta="right">{t('runs.error')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {runs.map((run) => (
            <Line key={run.id} run={run} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}

type Options = { model: string; regularise: boolean }
type Measures = Partial<Record<'customers' | 'log_likelihood' | 'hold_out_error', number | null>>

function Line({ run }: { run: Run }) {
  const { t } = useTranslation('value')
  const format = useFormat()
  const options = run.options as Options
  const measures = run.measures as Measures
  return (
    <Table.Tr>
      <Table.Td>{format.moment(run.made_at)}</Table.Td>
      <Table.Td>
        {t(`names.${options.model}`)}
        {options.regularise && `, ${t('runs.held')}`}
      </Table.Td>
      <Table.Td>{format.day(run.seen_until)}</Table.Td>
      <Table.Td ta="right">{format.number(measures.customers)}</Table.Td>
      <Table.Td ta="right">{format.number(measures.log_likelihood)}</Table.Td>
      <Table.Td ta="right">{format.share(measures.hold_out_error)}</Table.Td>
    </Table.Tr>
  )
}
