import { SimpleGrid } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Answer } from '~/shared/page/Answer'
import { Empty } from '~/shared/page/Empty'
import { Figure } from '~/shared/page/Figure'
import { Panel } from '~/shared/page/Panel'
import { useFormat } from '~/shared/words/useFormat'
import { type Customer, type CustomerCard, useFoundCustomers } from '../queries'

/** What this person has meant to the shop so far. */
export function Figures({ card }: { card: CustomerCard }) {
  const { t } = useTranslation('customers')
  const asked = useFoundCustomers(card.customer_id, 50)
  return (
    <Panel title={t('worth')}>
      <Answer of={asked} height={160}>
        {({ items }) => {
          const counted = items.find((one) => one.id === card.id)
          return counted ? <Counted customer={counted} /> : <Empty because={t('noFigures')} />
        }}
      </Answer>
    </Panel>
  )
}

function Counted({ customer }: { customer: Customer }) {
  const { t } = useTranslation('customers')
  const format = useFormat()
  const { revenue, orders, recency_days, rfm_group } = customer
  const shown = [
    ['revenue', format.money(revenue)],
    ['orders', format.number(orders)],
    ['recency_days', t('words:days', { count: recency_days, n: format.number(recency_days) })],
  ] as const
  return (
    <SimpleGrid cols={2} spacing="lg">
      {shown.map(([name, value]) => (
        <Figure
          key={name}
          label={t(`figures.${name}.name`)}
          value={value}
          definition={t(`figures.${name}.definition`)}
        />
      ))}
      <Figure
        label={t('columns.rfm_group')}
        value={t(`rfm:groups.${rfm_group}`, { defaultValue: rfm_group })}
        definition={t(`rfm:meanings.${rfm_group}`, { defaultValue: '' })}
      />
    </SimpleGrid>
  )
}
