import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { Chart } from '~/shared/chart/Chart'
import { type Colours, frame } from '~/shared/chart/colours'
import { useFormat } from '~/shared/words/useFormat'
import { type Part, signed } from './parts'

/** The bridge as bars that hang on each other; on a phone they lie below each other. */
export function Waterfall({ parts }: { parts: Part[] }) {
  const { t } = useTranslation('revenue')
  const format = useFormat()

  const draw = useCallback(
    (colours: Colours, narrow: boolean) => {
      const { axis, ...rest } = frame(colours)
      const money = (part: Part | undefined) => (part ? signed(part, format.roundMoney) : '')
      const currency = parts[0]?.money.currency ?? 'EUR'
      const names = {
        type: 'category',
        data: parts.map((part) =>
          narrow ? `${t(`parts.${part.name}`)}\n${money(part)}` : t(`parts.${part.name}`),
        ),
        ...axis,
        axisLabel: { ...axis.axisLabel, ...WHOLE_WORDS },
        splitLine: { show: false },
      }
      const amounts = {
        type: 'value',
        ...axis,
        splitNumber: narrow ? 2 : 5,
        axisLabel: {
          ...axis.axisLabel,
          formatter: (minor: number) => format.roundMoney({ minor, currency }),
        },
      }
      const label = {
        show: !narrow,
        position: 'top',
        color: colours.text,
        formatter: ({ dataIndex }: { dataIndex: number }) => money(parts[dataIndex]),
      }
      return {
        ...rest,
        tooltip: { show: false },
        xAxis: narrow ? amounts : names,
        yAxis: narrow ? { ...names, inverse: true } : amounts,
        series: series(parts, colours, label),
      }
    },
    [parts, format, t],
  )
  return <Chart label={t('chartLabel')} draw={draw} height={360} />
}

/** Every name is shown, on two lines where it has to be. */
const WHOLE_WORDS = {
  interval: 0,
  hideOverlap: false,
  width: 92,
  overflow: 'break',
  lineHeight: 15,
}

/** Each bar stands on one that is not seen. */
function series(parts: Part[], colours: Colours, label: object) {
  const paint = { whole: colours.ghost, minus: colours.minus, plus: colours.plus }
  const bar = { type: 'bar', stack: 'bridge', silent: true } as const
  return [
    { ...bar, color: 'transparent', data: parts.map((part) => part.floor) },
    {
      ...bar,
      barCategoryGap: '30%',
      data: parts.map((part) => ({
        value: part.height,
        itemStyle: { color: paint[part.kind] },
      })),
      label,
    },
  ]
}
