import { Table } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Empty } from '~/shared/page/Empty'
import { Panel } from '~/shared/page/Panel'
import { DownloadMenu } from '~/shared/table/DownloadMenu'
import { useFormat } from '~/shared/words/useFormat'
import type { ForecastReport, Trial } from './queries'

/** How far off the forecast was on what was held back from it, beside repeating the season. */
export function Trust({ report }: { report: ForecastReport }) {
  const { t } = useTranslation('forecast')
  if (!report.trial) {
    return (
      <Panel title={t('trust.title')}>
        <Empty because={t('trust.tooShort')} />
      </Panel>
    )
  }
  return <Tried report={report} trial={report.trial} />
}

function Tried({ report, trial }: { report: ForecastReport; trial: Trial }) {
  const { t } = useTranslation('forecast')
  const format = useFormat()
  const { by = 'month' } = report.options
  const off = (way: string | null | undefined) => trial.ways.find((it) => it.way === way)?.off
  const told = {
    count: trial.periods,
    n: format.number(trial.periods),
    off: format.wholeShare(off(report.way)),
    naive: format.wholeShare(off('seasonal-naive')),
  }
  const isJudge = report.way === 'seasonal-naive'
  const verdict = trial.beats_judge ? 'better' : 'level'
  return (
    <Panel
      title={t(isJudge ? `trust.itself.${by}` : `trust.finding.${by}`, told)}
      definition={t('definitions.trust')}
      note={isJudge ? undefined : t(`trust.${verdict}`)}
      actions={<DownloadMenu table="reports/forecast/ways" options={report.options} />}
    >
      <Table.ScrollContainer minWidth={560}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('trust.way')}</Table.Th>
              <Table.Th ta="right">{t('trust.off')}</Table.Th>
              <Table.Th ta="right">{t('trust.bias')}</Table.Th>
              <Table.Th ta="right">{t('trust.within80')}</Table.Th>
              <Table.Th ta="right">{t('trust.within95')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {trial.ways.map((tried) => (
              <Table.Tr key={tried.way} fw={tried.way === report.way ? 600 : undefined}>
                <Table.Td>
                  {t(`ways.${tried.way}`)}
                  {tried.way === report.way && ` · ${t('trust.used')}`}
                </Table.Td>
                <Table.Td ta="right">{format.share(tried.off)}</Table.Td>
                <Table.Td ta="right">
                  {tried.bias > 0 ? '+' : ''}
                  {format.share(tried.bias)}
                </Table.Td>
                <Table.Td ta="right">{format.wholeShare(tried.within_80)}</Table.Td>
                <Table.Td ta="right">{format.wholeShare(tried.within_95)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Panel>
  )
}
