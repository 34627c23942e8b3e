import { Table } from '@mantine/core'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { Chart } from '~/shared/chart/Chart'
import { type Colours, frame } from '~/shared/chart/colours'
import { Panel } from '~/shared/page/Panel'
import { DownloadMenu } from '~/shared/table/DownloadMenu'
import { useFormat } from '~/shared/words/useFormat'
import type { HoldOut, ValueReport } from '../queries'

/** How many customers came again how often, beside how many the model expects. */
export function Frequencies({ report }: { report: ValueReport }) {
  const { t } = useTranslation('value')
  return (
    <Panel
      title={t('frequencies.title')}
      definition={t('definitions.frequencies')}
      note={t('frequencies.note')}
      actions={<DownloadMenu table="reports/value/histogram" options={report.options} />}
    >
      <Bars bars={report.histogram} />
      {report.hold_out && <Bins bins={report.hold_out.bins} />}
    </Panel>
  )
}

function Bars({ bars }: { bars: ValueReport['histogram'] }) {
  const { t } = useTranslation('value')
  const format = useFormat()
  const draw = useCallback(
    (colours: Colours) => {
      const { axis, ...rest } = frame(colours)
      const times = bars.map(({ n_again }, nth) => {
        return nth === bars.length - 1 ? t('frequencies.more', { n: n_again }) : `${n_again}`
      })
      const bar = (name: string, data: number[], color: string) => ({
        type: 'bar',
        name,
        data,
        color,
        barGap: '10%',
      })
      return {
        ...rest,
        grid: { ...rest.grid, bottom: 32 },
        tooltip: {
          ...rest.tooltip,
          trigger: 'axis',
          valueFormatter: (value: number) => format.number(value),
        },
        xAxis: {
          type: 'category',
          data: times,
          name: t('frequencies.axis'),
          nameLocation: 'middle',
          nameGap: 28,
          ...axis,
          splitLine: { show: false },
        },
        yAxis: {
          type: 'value',
          ...axis,
          axisLabel: { ...axis.axisLabel, formatter: format.compact },
        },
        series: [
          bar(t('frequencies.seen'), bars.map((one) => one.actual), colours.ghost),
          bar(t('frequencies.expected'), bars.map((one) => one.expected), colours.accent),
        ],
      }
    },
    [bars, format, t],
  )
  return <Chart label={t('frequencies.label')} draw={draw} height={260} />
}

/** The same on days held out: who came so often before came so often then. */
function Bins({ bins }: { bins: HoldOut['bins'] }) {
  const { t } = useTranslation('value')
  const format = useFormat()
  return (
    <Table.ScrollContainer minWidth={420}>
      <Table captionSide="top">
        <Table.Caption ta="left">{t('bins.title')}</Table.Caption>
        <Table.Thead>
          <Table.Tr>
            <Table.Th ta="right">{t('bins.before')}</Table.Th>
            <Table.Th ta="right">{t('bins.customers')}</Table.Th>
            <Table.Th ta="right">{t('bins.actual')}</Table.Th>
            <Table.Th ta="right">{t('bins.expected')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {bins.map((bin) => (
            <Table.Tr key={bin.n_again}>
              <Table.Td ta="right">
                {bin.and_more
                  ? t('frequencies.more', { n: bin.n_again })
                  : format.number(bin.n_again)}
              </Table.Td>
              <Table.Td ta="right">{format.number(bin.customers)}</Table.Td>
              <Table.Td ta="right">{format.number(bin.actual)}</Table.Td>
              <Table.Td ta="right">{format.number(bin.expected)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}
