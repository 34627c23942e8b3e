import { SimpleGrid, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { problemOf } from '~/shared/api/problem'
import { Answer } from '~/shared/page/Answer'
import { Empty } from '~/shared/page/Empty'
import { Figure } from '~/shared/page/Figure'
import { Panel } from '~/shared/page/Panel'
import { useFormat } from '~/shared/words/useFormat'
import { type Buyer, useFigures } from '../queries'

/** What this person has meant to the shop so far. */
export function Figures({ id }: { id: string }) {
  const { t } = useTranslation('customers')
  const asked = useFigures(id)
  const neverBought = asked.error !== null && problemOf(asked.error).code === 'no_purchases'
  return (
    <Panel title={t('worth')}>
      {neverBought ? (
        <Empty because={t('noFigures')} />
      ) : (
        <Answer of={asked} height={160}>
          {(buyer) => <Counted buyer={buyer} />}
        </Answer>
      )}
    </Panel>
  )
}

function Counted({ buyer }: { buyer: Buyer }) {
  const { t } = useTranslation('customers')
  const format = useFormat()
  const { revenue, orders, recency_days, rfm_group } = buyer
  const figure = (name: string, value: string) => (
    <Figure
      label={t(`figures.${name}.name`)}
      value={value}
      definition={t(`figures.${name}.definition`)}
    />
  )
  return (
    <Stack gap="lg">
      <SimpleGrid cols={2} spacing="lg">
        {figure('revenue', format.money(revenue))}
        {figure('orders', format.number(orders))}
      </SimpleGrid>
      {figure(
        'recency_days',
        t('words:days', { count: recency_days, n: format.number(recency_days) }),
      )}
      <NextOrder buyer={buyer} />
      <Figure
        label={t('columns.rfm_group')}
        value={t(`rfm:groups.${rfm_group}`, { defaultValue: rfm_group })}
        definition={t(`rfm:meanings.${rfm_group}`, { defaultValue: '' })}
      />
    </Stack>
  )
}

/** When this person is expected again, or why nobody can say. */
function NextOrder({ buyer }: { buyer: Buyer }) {
  const { t } = useTranslation('customers')
  const format = useFormat()
  const { next_order: next, next_order_unknown: reason } = buyer
  if (!next) {
    return (
      <Figure
        label={t('nextOrder.name')}
        value={format.day(null)}
        note={reason && t(`nextOrder.unknown.${reason}`)}
      />
    )
  }
  return (
    <Figure
      label={t('nextOrder.name')}
      value={t('nextOrder.around', { day: format.day(next.on) })}
      note={t('nextOrder.between', { from: format.day(next.from), until: format.day(next.until) })}
      definition={next.by_own_gaps ? t('nextOrder.own') : t('nextOrder.others')}
    />
  )
}
