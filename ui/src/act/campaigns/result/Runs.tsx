import { Anchor, Table } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Answer } from '~/shared/page/Answer'
import { Empty } from '~/shared/page/Empty'
import { Panel } from '~/shared/page/Panel'
import { useFormat } from '~/shared/words/useFormat'
import { type Campaign, useRuns } from '../queries'

/** Every time that a campaign which repeats has left, the newest first. */
export function Runs({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation('campaigns')
  const asked = useRuns(campaign.id)
  return (
    <Panel title={t('runs.title')} note={t('runs.note')}>
      <Answer of={asked} height={160}>
        {(runs) => (runs.length === 0 ? <Empty because={t('runs.none')} /> : <Rows runs={runs} />)}
      </Answer>
    </Panel>
  )
}

function Rows({ runs }: { runs: Campaign[] }) {
  const { t } = useTranslation('campaigns')
  const format = useFormat()
  return (
    <Table.ScrollContainer minWidth={420}>
      <Table verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('startedAt')}</Table.Th>
            <Table.Th>{t('state')}</Table.Th>
            <Table.Th ta="right">{t('counts.sent.name')}</Table.Th>
            <Table.Th ta="right">{t('counts.held_out.name')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {runs.map((run) => (
            <Table.Tr key={run.id}>
              <Table.Td>
                <Anchor component={Link} to="/act/campaigns/$id" params={{ id: run.id } as never}>
                  {format.moment(run.started_at)}
                </Anchor>
              </Table.Td>
              <Table.Td>{t(`states.${run.state}`)}</Table.Td>
              <Table.Td ta="right">{format.number(run.counts.sent)}</Table.Td>
              <Table.Td ta="right">{format.number(run.counts.held_out)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}
