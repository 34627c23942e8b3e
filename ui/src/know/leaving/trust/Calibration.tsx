import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { Chart } from '~/shared/chart/Chart'
import { type Colours, frame } from '~/shared/chart/colours'
import { Panel } from '~/shared/page/Panel'
import { DownloadMenu } from '~/shared/table/DownloadMenu'
import { useFormat } from '~/shared/words/useFormat'
import type { LeavingReport, Trial } from '../queries'

/** Of those told to leave with 70 %, did 70 of 100 leave? Points on the dashed line did. */
export function Calibration({ report, trial }: { report: LeavingReport; trial: Trial }) {
  const { t } = useTranslation('leaving')
  const format = useFormat()
  const draw = useCallback(
    (colours: Colours) => {
      const { axis, ...rest } = frame(colours)
      const share = {
        type: 'value',
        min: 0,
        max: 1,
        ...axis,
        axisLabel: { ...axis.axisLabel, formatter: format.wholeShare },
        nameLocation: 'middle',
      }
      const hint = ({ dataIndex }: { dataIndex: number }) => {
        const bin = trial.bins[dataIndex]
        if (!bin) return ''
        return t('calibration.hint', {
          told: format.wholeShare(bin.told),
          came: format.wholeShare(bin.came),
          low: format.wholeShare(bin.low),
          high: format.wholeShare(bin.high),
          n: format.number(bin.customers),
        })
      }
      const whisker = (bin: Trial['bins'][number]) => ({
        type: 'line',
        silent: true,
        showSymbol: false,
        tooltip: { show: false },
        color: colours.ghost,
        lineStyle: { width: 2 },
        data: [
          [bin.told, bin.low],
          [bin.told, bin.high],
        ],
      })
      return {
        ...rest,
        grid: { ...rest.grid, bottom: 32, left: 32 },
        tooltip: { ...rest.tooltip, trigger: 'item', formatter: hint },
        xAxis: { ...share, name: t('calibration.told'), nameGap: 28 },
        yAxis: { ...share, name: t('calibration.came'), nameGap: 44 },
        series: [
          {
            type: 'line',
            silent: true,
            showSymbol: false,
            color: colours.faint,
            lineStyle: { width: 1, type: 'dashed' },
            data: [
              [0, 0],
              [1, 1],
            ],
          },
          ...trial.bins.map(whisker),
          {
            type: 'line',
            symbol: 'circle',
            symbolSize: 9,
            color: colours.accent,
            lineStyle: { width: 2 },
            data: trial.bins.map((bin) => [bin.told, bin.came]),
          },
        ],
      }
    },
    [trial, format, t],
  )
  return (
    <Panel
      title={t('calibration.title')}
      definition={t('definitions.calibration')}
      note={t('calibration.note')}
      actions={<DownloadMenu table="reports/leaving/bins" options={report.options} />}
    >
      <Chart label={t('calibration.label')} draw={draw} height={300} />
    </Panel>
  )
}
