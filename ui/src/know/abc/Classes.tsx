import { SimpleGrid, Table } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Figure } from '~/shared/page/Figure'
import { Panel } from '~/shared/page/Panel'
import { DownloadMenu } from '~/shared/table/DownloadMenu'
import { useFormat } from '~/shared/words/useFormat'
import type { AbcQuestion } from './options'
import type { AbcReport } from './queries'

type Props = { report: AbcReport; question: AbcQuestion }

/** What each class brings, and how much hangs on the first few. */
export function Classes({ report, question }: Props) {
  const { t } = useTranslation('abc')
  const format = useFormat()
  return (
    <Panel
      title={t(`dependence.${question.of}`)}
      definition={t('definitions.dependence')}
      actions={<DownloadMenu table="reports/abc/classes" options={report.options} />}
    >
      <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="lg">
        {report.dependence.map((one) => (
          <Figure
            key={one.top}
            label={t(`top.${one.top}`)}
            value={format.share(one.share)}
            note={format.roundMoney(one.value)}
          />
        ))}
      </SimpleGrid>
      <Table.ScrollContainer minWidth={460}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('columns.class')}</Table.Th>
              <Table.Th ta="right">{t('columns.n')}</Table.Th>
              <Table.Th ta="right">{t('columns.ofAll')}</Table.Th>
              <Table.Th ta="right">{t(`values.${question.value}`)}</Table.Th>
              <Table.Th ta="right">{t('columns.share')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {report.classes.map((row) => (
              <Table.Tr key={row.class}>
                <Table.Td>{row.class}</Table.Td>
                <Table.Td ta="right">{format.number(row.n)}</Table.Td>
                <Table.Td ta="right">{format.share(row.n_share)}</Table.Td>
                <Table.Td ta="right">{format.roundMoney(row.value)}</Table.Td>
                <Table.Td ta="right">{format.share(row.share)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Panel>
  )
}
