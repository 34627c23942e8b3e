import { Group, Text, useComputedColorScheme } from '@mantine/core'
import { useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Chart } from '~/shared/chart/Chart'
import { type Colours, coloursFor, frame } from '~/shared/chart/colours'
import { useFormat } from '~/shared/words/useFormat'
import type { RevenuePart } from './queries'
import { drawn, GAINS, LOSSES, partName } from './split'

/** As many bars as can be read; the table has all of them. */
const BARS_MAX = 15

/** What left is strongest; what only moved within the shop is palest. */
const STRENGTH = {
  churned: 1,
  contraction: 0.65,
  moved_out: 0.3,
  new: 1,
  reactivated: 0.8,
  expansion: 0.6,
  moved_in: 0.3,
}

/** Losses of each part to the left of the line, gains to the right. */
export function SplitChart({ parts }: { parts: RevenuePart[] }) {
  const { t } = useTranslation('revenue')
  const format = useFormat()
  const rows = useMemo(() => drawn(parts, BARS_MAX), [parts])

  const draw = useCallback(
    (colours: Colours, narrow: boolean) => {
      const { axis, ...rest } = frame(colours)
      const currency = rows[0]?.base_revenue?.currency ?? 'EUR'
      const bar = (name: keyof typeof STRENGTH, sign: 1 | -1) => ({
        type: 'bar',
        stack: 'bridge',
        barCategoryGap: '30%',
        color: sign > 0 ? colours.plus : colours.minus,
        itemStyle: { opacity: STRENGTH[name] },
        data: rows.map((part) => sign * (part[name]?.minor ?? 0)),
      })
      return {
        ...rest,
        tooltip: { ...rest.tooltip, trigger: 'axis', axisPointer: { type: 'shadow' }, formatter },
        yAxis: {
          type: 'category',
          data: rows.map((part) => partName(part, t)),
          ...axis,
          axisLabel: {
            ...axis.axisLabel,
            interval: 0,
            hideOverlap: false,
            width: narrow ? 96 : 180,
            overflow: 'truncate',
          },
          axisLine: { ...axis.axisLine, onZero: false },
          splitLine: { show: false },
        },
        xAxis: {
          type: 'value',
          ...axis,
          splitNumber: narrow ? 2 : 5,
          axisLabel: {
            ...axis.axisLabel,
            formatter: (minor: number) => format.roundMoney({ minor, currency }),
          },
        },
        series: [
          ...LOSSES.map((name) => bar(name, -1)),
          ...GAINS.map((name) => bar(name, 1)),
        ],
      }

      function formatter(shown: { dataIndex: number }[]) {
        const part = rows[shown[0]?.dataIndex ?? 0]
        return part ? hint(part) : ''
      }

      function hint(part: RevenuePart) {
        const told = (name: keyof typeof STRENGTH, sign: string) =>
          part[name]?.minor
            ? [`${t(`split.columns.${name}`)}: ${sign}${format.roundMoney(part[name])}`]
            : []
        return [
          escaped(partName(part, t)),
          `${t('split.columns.base_revenue')}: ${format.roundMoney(part.base_revenue)}`,
          ...LOSSES.flatMap((name) => told(name, '−')),
          ...GAINS.flatMap((name) => told(name, '+')),
          `${t('split.columns.period_revenue')}: ${format.roundMoney(part.period_revenue)}`,
        ].join('<br>')
      }
    },
    [rows, format, t],
  )
  return (
    <>
      <Key />
      <Chart
        label={t('split.chartLabel')}
        draw={draw}
        height={Math.max(160, 60 + rows.length * 34)}
      />
    </>
  )
}

/** What the parts of a bar are, as they stand from left to right. */
function Key() {
  const { t } = useTranslation('revenue')
  const colours = coloursFor(useComputedColorScheme('light') === 'dark')
  const swatch = { width: 12, height: 12, borderRadius: 2, display: 'inline-block' }
  const shown = [...LOSSES.toReversed(), ...GAINS]
  return (
    <Group gap="md">
      {shown.map((name) => (
        <Group key={name} gap={6} wrap="nowrap">
          <span
            aria-hidden="true"
            style={{
              ...swatch,
              background: LOSSES.some((loss) => loss === name) ? colours.minus : colours.plus,
              opacity: STRENGTH[name],
            }}
          />
          <Text size="sm">{t(`split.columns.${name}`)}</Text>
        </Group>
      ))}
    </Group>
  )
}

/** Names of products come from files; a tooltip is HTML. */
function escaped(text: string): string {
  const signs: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
  return text.replace(/[&<>"]/g, (sign) => signs[sign] ?? sign)
}
