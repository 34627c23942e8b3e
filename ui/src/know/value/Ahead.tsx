import { SimpleGrid } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Figure } from '~/shared/page/Figure'
import { Panel } from '~/shared/page/Panel'
import { useFormat } from '~/shared/words/useFormat'
import type { ValueReport } from './queries'
import type { ValueQuestion } from './question'

type Props = {
  report: ValueReport
  question: ValueQuestion
  total: NonNullable<ValueReport['total']>
}

/** What all of today's customers together should bring, in words first. */
export function Ahead({ report, question, total }: Props) {
  const { t } = useTranslation('value')
  const format = useFormat()
  const whole = (n: number) => format.number(Math.round(n))
  const { expected_value: value, expected_orders: orders } = total
  const kind = value ? 'money' : 'orders'
  const told = { value: format.roundMoney(value), orders: whole(orders) }
  return (
    <Panel
      title={t(`finding.${kind}.${question.horizon}`, told)}
      definition={t('definitions.ahead')}
    >
      <SimpleGrid cols={{ base: 1, xs: 2, md: 4 }} spacing="lg">
        <Figure
          label={t('figures.alive.name')}
          definition={t('figures.alive.definition')}
          value={whole(total.alive)}
          note={t('figures.alive.note', { n: format.number(report.customers) })}
        />
        <Figure
          label={t('figures.orders.name')}
          definition={t('figures.orders.definition')}
          value={whole(orders)}
        />
        <Figure
          label={t('figures.value.name')}
          definition={t('figures.value.definition')}
          value={format.roundMoney(value)}
        />
        <Figure
          label={t('figures.spend.name')}
          definition={t('figures.spend.definition')}
          value={format.money(report.spend?.mean)}
        />
      </SimpleGrid>
    </Panel>
  )
}
