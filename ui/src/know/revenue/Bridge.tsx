import { SegmentedControl, Table, Text } from '@mantine/core'
import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Chart } from '~/shared/chart/Chart'
import { type Colours, frame } from '~/shared/chart/colours'
import { Empty } from '~/shared/page/Empty'
import { Panel } from '~/shared/page/Panel'
import { DownloadButton } from '~/shared/table/DownloadButton'
import { useFormat } from '~/shared/words/useFormat'
import { type Part, partsOf } from './parts'
import type { RevenueReport } from './queries'

/** From the base to the period: what left, what shrank, what grew, what came. */
export function Bridge({ report }: { report: RevenueReport }) {
  const { t } = useTranslation('revenue')
  const format = useFormat()
  const [view, setView] = useState('chart')
  const parts = partsOf(report)
  if (!parts) {
    return (
      <Panel>
        <Empty because={t('noMoney')} />
      </Panel>
    )
  }
  const save = () => [
    ['part', 'minor', 'currency'],
    ...parts.map((one) => [one.name, one.money.minor, one.money.currency]),
  ]
  const finding = t('finding', {
    base: format.roundMoney(report.base_revenue),
    period: format.roundMoney(report.period_revenue),
  })
  return (
    <Panel
      title={finding}
      definition={t('definitions.bridge')}
      actions={
        <>
          <SegmentedControl
            size="xs"
            value={view}
            onChange={setView}
            aria-label={t('view')}
            data={[
              { value: 'chart', label: t('words:asChart') },
              { value: 'table', label: t('words:asTable') },
            ]}
          />
          <DownloadButton name="revenue-bridge.csv" rows={save} />
        </>
      }
    >
      {view === 'chart' ? <Waterfall parts={parts} /> : <Parts parts={parts} />}
    </Panel>
  )
}

function Waterfall({ parts }: { parts: Part[] }) {
  const { t } = useTranslation('revenue')
  const format = useFormat()
  const draw = useCallback(
    (colours: Colours) => {
      const { axis, ...rest } = frame(colours)
      const paint = { whole: colours.ghost, minus: colours.minus, plus: colours.plus }
      const money = (minor: number, currency: string) => format.roundMoney({ minor, currency })
      const currency = parts[0]?.money.currency ?? 'EUR'
      return {
        ...rest,
        tooltip: { show: false },
        xAxis: {
          type: 'category',
          data: parts.map((part) => t(`parts.${part.name}`)),
          ...axis,
          axisLabel: {
            ...axis.axisLabel,
            interval: 0,
            hideOverlap: false,
            width: 92,
            overflow: 'break',
          },
          splitLine: { show: false },
        },
        yAxis: {
          type: 'value',
          ...axis,
          axisLabel: { ...axis.axisLabel, formatter: (minor: number) => money(minor, currency) },
        },
        series: [
          {
            type: 'bar',
            stack: 'bridge',
            silent: true,
            color: 'transparent',
            data: parts.map((part) => part.floor),
          },
          {
            type: 'bar',
            stack: 'bridge',
            silent: true,
            barCategoryGap: '30%',
            data: parts.map((part) => ({
              value: part.height,
              itemStyle: { color: paint[part.kind] },
            })),
            label: {
              show: true,
              position: 'top',
              color: colours.text,
              formatter: ({ dataIndex }: { dataIndex: number }) =>
                signed(parts[dataIndex], format.roundMoney),
            },
          },
        ],
      }
    },
    [parts, format, t],
  )
  return <Chart label={t('chartLabel')} draw={draw} height={360} />
}

function Parts({ parts }: { parts: Part[] }) {
  const { t } = useTranslation('revenue')
  const format = useFormat()
  return (
    <Table.ScrollContainer minWidth={420}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('part')}</Table.Th>
            <Table.Th ta="right">{t('money')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {parts.map((part) => (
            <Table.Tr key={part.name}>
              <Table.Td>
                {t(`parts.${part.name}`)}
                <Text size="sm" c="dimmed">
                  {t(`meanings.${part.name}`)}
                </Text>
              </Table.Td>
              <Table.Td ta="right">{signed(part, format.money)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}

function signed(part: Part | undefined, write: (money: Part['money']) => string): string {
  if (!part) return ''
  const sign = { plus: '+', minus: '−', whole: '' }[part.kind]
  return sign + write(part.money)
}
