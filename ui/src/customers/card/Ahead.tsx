import { Table, Text } from '@mantine/core'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { problemOf } from '~/shared/api/problem'
import { Chart } from '~/shared/chart/Chart'
import { type Colours, frame } from '~/shared/chart/colours'
import { Answer } from '~/shared/page/Answer'
import { Caveats } from '~/shared/page/Caveats'
import { Empty } from '~/shared/page/Empty'
import { Figure } from '~/shared/page/Figure'
import { Panel } from '~/shared/page/Panel'
import { Between } from '~/shared/table/Between'
import { useFormat } from '~/shared/words/useFormat'
import { type AheadOf, useAhead } from '../queries'

/** Whether this person still buys, and what is expected of him. */
export function Ahead({ id }: { id: string }) {
  const { t } = useTranslation('value')
  const asked = useAhead(id)
  const neverBought = asked.error !== null && problemOf(asked.error).code === 'no_purchases'
  return (
    <Panel title={t('card.title')} definition={t('card.definition')}>
      {neverBought ? (
        <Empty because={t('card.never')} />
      ) : (
        <Answer of={asked} height={240}>
          {(ahead) => <Told ahead={ahead} />}
        </Answer>
      )}
    </Panel>
  )
}

function Told({ ahead }: { ahead: AheadOf }) {
  const { t } = useTranslation('value')
  const format = useFormat()
  const { p_alive: alive, p_alive_low: low, p_alive_high: high } = ahead
  if (typeof alive !== 'number') return <Empty because={t('card.unknown')} />
  const between = { low: format.share(low), high: format.share(high) }
  return (
    <>
      <Figure
        label={t('card.alive')}
        value={format.share(alive)}
        note={typeof low === 'number' && t('words:interval', between)}
      />
      <Course history={ahead.history} />
      <Horizons of={ahead.horizons} />
      <Caveats of={ahead.caveats} />
    </>
  )
}

/** How the chance has gone: down in silence, up with each purchase. */
function Course({ history }: { history: AheadOf['history'] }) {
  const { t } = useTranslation('value')
  const format = useFormat()
  const draw = useCallback(
    (colours: Colours) => {
      const { axis, ...rest } = frame(colours)
      const bought = history.filter((moment) => moment.bought)
      const point = ({ on, p_alive }: AheadOf['history'][number]) => [on, p_alive]
      const hint = (shown: { dataIndex: number }[]) => {
        const moment = history[shown[0]?.dataIndex ?? 0]
        if (!moment) return ''
        const said = `${format.day(moment.on)}: ${format.share(moment.p_alive)}`
        return moment.bought ? `${said}<br>${t('card.bought')}` : said
      }
      return {
        ...rest,
        tooltip: { ...rest.tooltip, trigger: 'axis', formatter: hint },
        xAxis: {
          type: 'time',
          splitNumber: 2,
          ...axis,
          axisLabel: {
            ...axis.axisLabel,
            formatter: (at: number) => format.day(new Date(at).toISOString()),
          },
          splitLine: { show: false },
        },
        yAxis: {
          type: 'value',
          min: 0,
          max: 1,
          splitNumber: 2,
          ...axis,
          axisLabel: { ...axis.axisLabel, formatter: format.wholeShare },
        },
        series: [
          {
            type: 'line',
            showSymbol: false,
            color: colours.accent,
            lineStyle: { width: 2 },
            data: history.map(point),
          },
          {
            type: 'line',
            silent: true,
            symbol: 'circle',
            symbolSize: 6,
            lineStyle: { width: 0 },
            color: colours.text,
            data: bought.map(point),
          },
        ],
      }
    },
    [history, format, t],
  )
  return (
    <div>
      <Chart label={t('card.label')} draw={draw} height={150} />
      <Text size="xs" c="dimmed">
        {t('card.course')}
      </Text>
    </div>
  )
}

function Horizons({ of: horizons }: { of: AheadOf['horizons'] }) {
  const { t } = useTranslation('value')
  const format = useFormat()
  return (
    <Table verticalSpacing={4} horizontalSpacing={4}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('card.within')}</Table.Th>
          <Table.Th ta="right">{t('card.orders')}</Table.Th>
          <Table.Th ta="right">{t('card.value')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {horizons.map((one) => (
          <Table.Tr key={one.days}>
            <Table.Td>
              {t('words:days', { count: one.days, n: format.number(one.days) })}
            </Table.Td>
            <Between of={one.expected_orders} low={one.low} high={one.high} write={format.number} />
            <Between
              of={one.expected_value}
              low={one.value_low}
              high={one.value_high}
              write={format.roundMoney}
            />
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}
