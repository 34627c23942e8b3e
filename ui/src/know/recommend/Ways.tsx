import { Badge, Table } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Panel } from '~/shared/page/Panel'
import { DownloadMenu } from '~/shared/table/DownloadMenu'
import { useDigits } from '~/shared/words/useDigits'
import { useFormat } from '~/shared/words/useFormat'
import type { RecommendReport, Trial } from './queries'

/** The ways on days that were hidden from them, beside the bar: what each bought most. */
export function Ways({ report, trial }: { report: RecommendReport; trial: Trial }) {
  const { t } = useTranslation('recommend')
  const format = useFormat()
  const digits = useDigits()
  const { mean, low, high } = trial.gain
  const between = typeof low === 'number' && typeof high === 'number'
  const outcome = between && low > 0 ? 'better' : between && high < 0 ? 'worse' : 'level'
  const told = {
    mean: digits(mean),
    low: digits(low),
    high: digits(high),
    n: format.number(trial.customers),
    from: format.day(trial.from),
    until: format.day(trial.until),
  }
  return (
    <Panel
      title={t(`ways.finding.${outcome}`, told)}
      definition={t('definitions.ways')}
      note={t('ways.note', told)}
      actions={<DownloadMenu table="reports/recommend/methods" options={report.options} />}
    >
      <Table.ScrollContainer minWidth={640}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('ways.way')}</Table.Th>
              <Table.Th ta="right">{t('ways.ndcg')}</Table.Th>
              <Table.Th ta="right">{t('ways.recall')}</Table.Th>
              <Table.Th ta="right">{t('ways.hit')}</Table.Th>
              <Table.Th ta="right">{t('ways.coverage')}</Table.Th>
              <Table.Th ta="right">{t('ways.fresh')}</Table.Th>
              <Table.Th />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {trial.methods.map((one) => (
              <Table.Tr key={one.method}>
                <Table.Td>{t(`names.${one.method}`)}</Table.Td>
                <Table.Td ta="right">{digits(one.ndcg_10)}</Table.Td>
                <Table.Td ta="right">{digits(one.recall_20)}</Table.Td>
                <Table.Td ta="right">{format.wholeShare(one.hit_10)}</Table.Td>
                <Table.Td ta="right">{format.wholeShare(one.coverage)}</Table.Td>
                <Table.Td ta="right">{digits(one.new_ndcg_10)}</Table.Td>
                <Table.Td>
                  {one.method === 'blend' && (
                    <Badge variant="light" miw="max-content">
                      {t('ways.shipped')}
                    </Badge>
                  )}
                  {one.method === 'own-frequency' && t('ways.bar')}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Panel>
  )
}
