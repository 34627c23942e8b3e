import { Table } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Empty } from '~/shared/page/Empty'
import { Panel } from '~/shared/page/Panel'
import { DownloadMenu } from '~/shared/table/DownloadMenu'
import { useFormat } from '~/shared/words/useFormat'
import type { Acquired, AcquisitionReport } from './queries'

/** The months of a customer's own that people look at; all are in the file. */
const SHOWN = [0, 1, 2, 5, 11]

type Props = { report: AcquisitionReport; by: 'channels' | 'months' }

/** New customers by channel or by month: cost, what each has left, when that is enough. */
export function Rows({ report, by }: Props) {
  const { t } = useTranslation('acquisition')
  const rows = by === 'months' ? report.months.toReversed() : report.channels
  const longest = report.total?.worth.length ?? 0
  const months = SHOWN.filter((k) => k < longest)
  return (
    <Panel
      title={t(`by.${by}`)}
      actions={
        <DownloadMenu table={`reports/acquisition/${by}`} options={report.options} />
      }
    >
      {rows.length === 0 ? (
        <Empty because={t('noChannels')} />
      ) : (
        <Table.ScrollContainer minWidth={680}>
          <Table verticalSpacing={6}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t(`heads.${by}`)}</Table.Th>
                <Table.Th ta="right">{t('heads.new')}</Table.Th>
                <Table.Th ta="right">{t('heads.spend')}</Table.Th>
                <Table.Th ta="right">{t('heads.cac')}</Table.Th>
                <Table.Th ta="right">{t('heads.payback')}</Table.Th>
                {months.map((k) => (
                  <Table.Th key={k} ta="right">
                    {t('heads.left', { k })}
                  </Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rows.map((row) => (
                <Line key={row.name} row={row} by={by} months={months} />
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </Panel>
  )
}

function Line({ row, by, months }: { row: Acquired; by: Props['by']; months: number[] }) {
  const { t } = useTranslation('acquisition')
  const format = useFormat()
  const name = by === 'months' ? format.cohort(row.name) : row.name || t('untold')
  const month = row.payback_month
  return (
    <Table.Tr>
      <Table.Th fw={500} style={{ whiteSpace: 'nowrap' }}>
        {name}
      </Table.Th>
      <Table.Td ta="right">{format.number(row.new_customers)}</Table.Td>
      <Table.Td ta="right">{format.roundMoney(row.spend)}</Table.Td>
      <Table.Td ta="right">{format.money(row.cac)}</Table.Td>
      <Table.Td ta="right">
        {month === null || month === undefined ? format.number(null) : t('inMonth', { k: month })}
      </Table.Td>
      {months.map((k) => (
        <Table.Td key={k} ta="right">
          {format.money(row.worth.find((worth) => worth.k === k)?.each)}
        </Table.Td>
      ))}
    </Table.Tr>
  )
}
