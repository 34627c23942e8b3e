import { Progress, Table } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Panel } from '~/shared/page/Panel'
import { DownloadMenu } from '~/shared/table/DownloadMenu'
import { useFormat } from '~/shared/words/useFormat'
import type { RhythmReport } from './queries'

/** Enough steps to see where the ladder becomes steady. */
const STEPS = 10

/** From the n-th order to the next: where people are lost. */
export function Ladder({ report }: { report: RhythmReport }) {
  const { t } = useTranslation('rhythm')
  const format = useFormat()
  return (
    <Panel
      title={t('ladder')}
      definition={t('ladderDefinition')}
      actions={<DownloadMenu table="reports/rhythm/ladder" options={report.options} />}
    >
      <Table.ScrollContainer minWidth={520}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('step')}</Table.Th>
              <Table.Th ta="right">{t('customers')}</Table.Th>
              <Table.Th ta="right">{t('nextShare')}</Table.Th>
              <Table.Th ta="right">{t('sure')}</Table.Th>
              <Table.Th w="30%" />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {report.ladder.slice(0, STEPS).map((rung) => (
              <Table.Tr key={rung.n}>
                <Table.Td style={{ whiteSpace: 'nowrap' }}>{t('nth', { n: rung.n })}</Table.Td>
                <Table.Td ta="right">{format.number(rung.customers)}</Table.Td>
                <Table.Td ta="right">{format.share(rung.next_share)}</Table.Td>
                <Table.Td ta="right" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
                  {format.share(rung.low)} – {format.share(rung.high)}
                </Table.Td>
                <Table.Td>
                  <Progress value={100 * (rung.next_share ?? 0)} aria-hidden="true" />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Panel>
  )
}
