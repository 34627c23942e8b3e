import { Group, Table } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useWritten } from '~/know/leaving/useWritten'
import { Definition } from '~/shared/page/Definition'
import { Panel } from '~/shared/page/Panel'
import { useFormat } from '~/shared/words/useFormat'
import type { FeatureRow, PersonasReport } from '../queries'

/** What customers are laid beside each other by, and how much each number counts. */
export function Features({ report }: { report: PersonasReport }) {
  const { t, i18n } = useTranslation('personas')
  const format = useFormat()
  const write = useWritten()
  const language = i18n.language as keyof FeatureRow['called']
  const channel = (row: FeatureRow) =>
    row.feature === 'channel' && report.channel ? ` (${report.channel})` : ''
  return (
    <Panel title={t('features.title')} definition={t('definitions.features')}>
      <Table.ScrollContainer minWidth={420}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('features.name')}</Table.Th>
              <Table.Th ta="right">{t('features.usual')}</Table.Th>
              <Table.Th ta="right">{t('features.weight')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {report.features.map((row) => (
              <Table.Tr key={row.feature}>
                <Table.Td>
                  <Group gap={6} wrap="nowrap">
                    {row.called[language]}
                    {channel(row)}
                    <Definition text={row.meaning[language]} />
                  </Group>
                </Table.Td>
                <Table.Td ta="right">{write(row.unit, row.usual)}</Table.Td>
                <Table.Td ta="right">
                  {row.weight > 0 ? format.wholeShare(row.weight) : t('features.chance')}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Panel>
  )
}
