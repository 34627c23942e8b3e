import { Table, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Panel } from '~/shared/page/Panel'
import { DownloadMenu } from '~/shared/table/DownloadMenu'
import { useFormat } from '~/shared/words/useFormat'
import type { ForecastReport, Holidays } from './queries'

type FeastsProps = { report: ForecastReport; holidays: Holidays }

/** Which holidays change the sales, by how much, and when they come next. */
export function Feasts({ report, holidays }: FeastsProps) {
  const { t } = useTranslation('forecast')
  const format = useFormat()
  const n = holidays.days.length
  const off = {
    with: format.share(holidays.off_with),
    without: format.share(holidays.off_without),
  }
  return (
    <Panel
      title={
        holidays.in_use
          ? t('feasts.title', { count: n, n: format.number(n) })
          : t('feasts.unused')
      }
      definition={t('definitions.feasts')}
      actions={<DownloadMenu table="reports/forecast/holidays" options={report.options} />}
    >
      <Text size="sm">{t('feasts.compared', off)}</Text>
      {n > 0 && <Days holidays={holidays} />}
    </Panel>
  )
}

function Days({ holidays }: { holidays: Holidays }) {
  const { t } = useTranslation('forecast')
  const format = useFormat()
  return (
    <Table.ScrollContainer minWidth={420}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('feasts.holiday')}</Table.Th>
            <Table.Th ta="right">{t('feasts.factor')}</Table.Th>
            <Table.Th ta="right">{t('feasts.times')}</Table.Th>
            <Table.Th ta="right">{t('feasts.next')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {holidays.days.map(({ holiday, eve, times, factor, next }) => {
            const day = t(`feasts.days.${holiday}`)
            return (
              <Table.Tr key={`${holiday}${eve}`}>
                <Table.Td>{eve ? t('feasts.eve', { holiday: day }) : day}</Table.Td>
                <Table.Td ta="right">
                  {factor > 1 ? '+' : ''}
                  {format.wholeShare(factor - 1)}
                </Table.Td>
                <Table.Td ta="right">{format.number(times)}</Table.Td>
                <Table.Td ta="right">{next ? format.day(next) : '–'}</Table.Td>
              </Table.Tr>
            )
          })}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}
