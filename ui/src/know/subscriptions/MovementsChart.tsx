import { Group, Text, useComputedColorScheme } from '@mantine/core'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { Chart } from '~/shared/chart/Chart'
import { type Colours, coloursFor, frame } from '~/shared/chart/colours'
import { useFormat } from '~/shared/words/useFormat'
import { GAINS, isLoss, LOSSES, MOVEMENTS, type Movement, STRENGTH } from './movements'
import type { MrrPeriod } from './queries'

/** Both pictures begin at the same place, so that a month stands above itself. */
const SIDES = { left: 72, right: 24, containLabel: false }

/** Monthly revenue above; below it what came, over the line, and what went, under it. */
export function MovementsChart({ periods }: { periods: MrrPeriod[] }) {
  const { t } = useTranslation('subscriptions')
  const format = useFormat()

  const draw = useCallback(
    (colours: Colours) => {
      const { axis, ...rest } = frame(colours)
      const currency = periods[0]?.end?.currency ?? 'EUR'
      const bar = (movement: Movement) => ({
        type: 'bar',
        stack: 'moves',
        barCategoryGap: '25%',
        color: isLoss(movement) ? colours.minus : colours.plus,
        data: periods.map((period) => ({
          value: (period[movement]?.minor ?? 0) * (isLoss(movement) ? -1 : 1),
          itemStyle: { opacity: STRENGTH[movement] * (period.complete ? 1 : 0.5) },
        })),
      })
      const line = {
        type: 'line',
        silent: true,
        xAxisIndex: 1,
        yAxisIndex: 1,
        showSymbol: periods.length < 3,
        color: colours.text,
        lineStyle: { width: 1.5 },
        data: periods.map((period) => period.end?.minor ?? 0),
      }
      const names = {
        type: 'category',
        data: periods.map((period) => format.cohort(period.period)),
        ...axis,
        axisLine: { ...axis.axisLine, onZero: false },
        splitLine: { show: false },
      }
      const amounts = {
        type: 'value',
        ...axis,
        axisLabel: {
          ...axis.axisLabel,
          formatter: (minor: number) => format.roundMoney({ minor, currency }),
        },
      }
      // Monthly revenue has a picture of its own: beside it a month's movements are too small to see.
      return {
        ...rest,
        grid: [
          { ...rest.grid, ...SIDES, top: 150, bottom: 28 },
          { ...rest.grid, ...SIDES, top: 12, height: 96 },
        ],
        axisPointer: { link: [{ xAxisIndex: 'all' }] },
        tooltip: { ...rest.tooltip, trigger: 'axis', formatter },
        xAxis: [
          { ...names, gridIndex: 0 },
          { ...names, gridIndex: 1, axisLabel: { show: false } },
        ],
        yAxis: [
          { ...amounts, gridIndex: 0, splitNumber: 4 },
          { ...amounts, gridIndex: 1, splitNumber: 2 },
        ],
        series: [...GAINS.map(bar), ...LOSSES.map(bar), line],
      }

      function formatter(shown: { dataIndex: number }[]) {
        const period = periods[shown[0]?.dataIndex ?? 0]
        return period ? hint(period) : ''
      }

      function hint(period: MrrPeriod) {
        const name = format.cohort(period.period)
        return [
          period.complete ? name : `${name} · ${t('running')}`,
          ...MOVEMENTS.map((movement) => {
            const sign = period[movement]?.minor ? (isLoss(movement) ? '−' : '+') : ''
            return `${t(`moves.${movement}`)}: ${sign}${format.roundMoney(period[movement])}`
          }),
          `${t('end')}: ${format.roundMoney(period.end)}`,
        ].join('<br>')
      }
    },
    [periods, format, t],
  )
  return (
    <>
      <Key />
      <Chart label={t('chartLabel')} draw={draw} height={400} />
    </>
  )
}

/** What the parts of a bar are. */
function Key() {
  const { t } = useTranslation('subscriptions')
  const colours = coloursFor(useComputedColorScheme('light') === 'dark')
  const swatch = { width: 12, height: 12, borderRadius: 2, display: 'inline-block' }
  const line = { width: 16, borderTop: `2px solid ${colours.text}`, display: 'inline-block' }
  return (
    <Group gap="md">
      {MOVEMENTS.map((movement) => (
        <Group key={movement} gap={6} wrap="nowrap">
          <span
            aria-hidden="true"
            style={{
              ...swatch,
              background: isLoss(movement) ? colours.minus : colours.plus,
              opacity: STRENGTH[movement],
            }}
          />
          <Text size="sm">{t(`moves.${movement}`)}</Text>
        </Group>
      ))}
      <Group gap={6} wrap="nowrap">
        <span aria-hidden="true" style={line} />
        <Text size="sm">{t('end')}</Text>
      </Group>
    </Group>
  )
}
