import { Table } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { RunsPanel } from '~/shared/models/RunsPanel'
import { useFormat } from '~/shared/words/useFormat'
import { type Run, type Told, useKeepRun, useRuns } from './queries'
import type { ForecastQuestion } from './question'
import { useShown } from './useShown'

/** The forecasts that were kept, to be held against what came and against each other. */
export function Runs({ question }: { question: ForecastQuestion }) {
  return (
    <RunsPanel slice="forecast" runs={useRuns()} keeping={useKeepRun(question)}>
      {(kept) => <Kept runs={kept} />}
    </RunsPanel>
  )
}

type Options = { of?: string; by?: string }
type Found = { way?: string; total?: Told; ahead?: { period: string }[] } | null

function Kept({ runs }: { runs: Run[] }) {
  const { t } = useTranslation('forecast')
  const format = useFormat()
  const shown = useShown()
  return (
    <Table.ScrollContainer minWidth={640}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('runs.at')}</Table.Th>
            <Table.Th>{t('runs.asked')}</Table.Th>
            <Table.Th>{t('runs.way')}</Table.Th>
            <Table.Th>{t('runs.over')}</Table.Th>
            <Table.Th ta="right">{t('runs.total')}</Table.Th>
            <Table.Th ta="right">{t('trust.off')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {runs.map((run) => {
            const [options, found] = [run.options as Options, run.found as Found]
            const ahead = found?.ahead ?? []
            const ends = [ahead[0], ahead.at(-1)].map((end) => end && format.cohort(end.period))
            const { off } = run.measures as { off?: number | null }
            return (
              <Table.Tr key={run.id}>
                <Table.Td>{format.moment(run.made_at)}</Table.Td>
                <Table.Td>
                  {t(`choices.of.${options.of ?? 'revenue'}`)},{' '}
                  {t(`choices.by.${options.by ?? 'month'}`)}
                </Table.Td>
                <Table.Td>{found?.way ? t(`ways.${found.way}`) : t('runs.nothing')}</Table.Td>
                <Table.Td>{ends.filter(Boolean).join(' – ')}</Table.Td>
                <Table.Td ta="right">{shown(found?.total?.value)}</Table.Td>
                <Table.Td ta="right">{format.share(off)}</Table.Td>
              </Table.Tr>
            )
          })}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}
