import { Table } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Panel } from '~/shared/page/Panel'
import { DownloadMenu } from '~/shared/table/DownloadMenu'
import { useFormat } from '~/shared/words/useFormat'
import { usePeriodName } from '~/shared/words/periodName'
import { useColumnDefinition } from './definitions'
import type { RetentionPeriod, RetentionReport } from './queries'

const COUNTS = ['start', 'end', 'new', 'stayed', 'reactivated'] as const
const SHARES = ['crr', 'crr_strict', 'churn'] as const

/** Every period, newest first, with what the shares were made of. */
export function Periods({ report }: { report: RetentionReport }) {
  const { t } = useTranslation('retention')
  const define = useColumnDefinition()
  const name = usePeriodName(report.options.period)
  return (
    <Panel title={t('table')} actions={<DownloadMenu table="reports/retention" options={report.options} />}>
      <Table.ScrollContainer minWidth={760}>
        <Table verticalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('period')}</Table.Th>
              {[...COUNTS, ...SHARES].map((key) => (
                <Table.Th key={key} ta="right" title={define(key)}>
                  {t(`figures.${key}`)}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {report.periods.toReversed().map((period) => (
              <Table.Tr key={period.from}>
                <Table.Th fw={500} style={{ whiteSpace: 'nowrap' }}>
                  {name(period)}
                  {!period.complete && ` · ${t('unfinished')}`}
                </Table.Th>
                <Values period={period} />
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Panel>
  )
}

function Values({ period }: { period: RetentionPeriod }) {
  const format = useFormat()
  return (
    <>
      {COUNTS.map((key) => (
        <Table.Td key={key} ta="right">
          {format.number(period[key])}
        </Table.Td>
      ))}
      {SHARES.map((key) => (
        <Table.Td key={key} ta="right">
          {format.share(period[key])}
        </Table.Td>
      ))}
    </>
  )
}
