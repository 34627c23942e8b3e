import { SegmentedControl, Table } from '@mantine/core'
import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Chart } from '~/shared/chart/Chart'
import { type Colours, frame } from '~/shared/chart/colours'
import { Panel } from '~/shared/page/Panel'
import { DownloadMenu } from '~/shared/table/DownloadMenu'
import { useFormat } from '~/shared/words/useFormat'
import { useFinding } from './finding'
import type { AbcQuestion } from './options'
import type { AbcReport } from './queries'

type Props = { report: AbcReport; question: AbcQuestion }
type Point = AbcReport['curve'][number]

/** From the most valuable to all: which share of the value they have brought by then. */
export function Pareto({ report, question }: Props) {
  const { t } = useTranslation('abc')
  const format = useFormat()
  const say = useFinding(question)
  const borders = {
    a: format.wholeShare(report.options['a-share']),
    b: format.wholeShare(report.options['b-share']),
  }
  const [view, setView] = useState('chart')
  return (
    <Panel
      title={say(report)}
      definition={t('definitions.classes', borders)}
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
          <DownloadMenu table="reports/abc/curve" options={report.options} />
        </>
      }
    >
      {view === 'chart' ? (
        <Curve report={report} question={question} />
      ) : (
        <Steps curve={report.curve} question={question} />
      )}
    </Panel>
  )
}

function Curve({ report, question: { of } }: Props) {
  const { t } = useTranslation('abc')
  const format = useFormat()
  const { curve, classes } = report
  const draw = useCallback(
    (colours: Colours) => {
      const { axis, ...rest } = frame(colours)
      const percent = {
        type: 'value',
        min: 0,
        max: 1,
        ...axis,
        axisLabel: { ...axis.axisLabel, formatter: format.wholeShare },
      }
      const hint = (shown: { dataIndex: number }[]) => {
        const point = curve[shown[0]?.dataIndex ?? 0]
        return point
          ? t('hint', {
              n: format.number(point.n),
              some: format.share(point.n_share),
              share: format.share(point.share),
            })
          : ''
      }
      const line = { type: 'line', showSymbol: false, color: colours.accent }
      const best = classes.find((row) => row.class === 'A' && row.n > 0)
      return {
        ...rest,
        grid: { ...rest.grid, bottom: 32 },
        tooltip: { ...rest.tooltip, trigger: 'axis', formatter: hint },
        xAxis: {
          ...percent,
          name: t(`axis.${of}`),
          nameLocation: 'middle',
          nameGap: 28,
          splitLine: { show: false },
        },
        yAxis: percent,
        series: [
          {
            ...line,
            data: curve.map((point) => [point.n_share, point.share]),
            lineStyle: { width: 3 },
            areaStyle: { color: colours.band },
          },
          {
            ...line,
            silent: true,
            showSymbol: true,
            symbol: 'circle',
            symbolSize: 9,
            data: best ? [[best.n_share, best.share]] : [],
            label: { show: true, position: 'bottom', formatter: 'A', color: colours.text },
          },
        ],
      }
    },
    [curve, classes, format, of, t],
  )
  return <Chart label={t('curveLabel')} draw={draw} height={320} />
}

/** Every tenth step is enough to read. */
const STEP = 10

function Steps({ curve, question }: { curve: Point[]; question: AbcQuestion }) {
  const { t } = useTranslation('abc')
  const format = useFormat()
  const shown = curve.filter((_, nth) => nth > 0 && (nth % STEP === 0 || curve.length <= STEP))
  return (
    <Table.ScrollContainer minWidth={360}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th ta="right">{t(`columns.first.${question.of}`)}</Table.Th>
            <Table.Th ta="right">{t('columns.ofAll')}</Table.Th>
            <Table.Th ta="right">{t(`columns.bring.${question.value}`)}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {shown.map((point) => (
            <Table.Tr key={point.n}>
              <Table.Td ta="right">{format.number(point.n)}</Table.Td>
              <Table.Td ta="right">{format.share(point.n_share)}</Table.Td>
              <Table.Td ta="right">{format.share(point.share)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}
