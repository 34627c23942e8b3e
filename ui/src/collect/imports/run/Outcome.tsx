import { List, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Caveats } from '~/shared/page/Caveats'
import { useFormat } from '~/shared/words/useFormat'
import type { Import, Summary } from '../queries'
import { Problems } from '../steps/Problems'
import { Rejected } from './Rejected'

/** The sentence of numbers: what was in the file and what became of it. */
export function Outcome({ run }: { run: Import }) {
  if (run.problem) return <Problems of={[run.problem]} />
  if (!run.summary) return null
  return (
    <Stack gap="md">
      <Numbers summary={run.summary} />
      <Caveats of={run.summary.caveats} />
      <Rejected run={run} summary={run.summary} />
    </Stack>
  )
}

type Counted = keyof Pick<
  Summary,
  | 'rows'
  | 'customers'
  | 'customers_new'
  | 'orders'
  | 'valid_orders'
  | 'valid_customers'
  | 'cancelled'
  | 'zero_value'
  | 'lines_without_customer'
  | 'no_consent'
  | 'rejected_count'
>

const ALWAYS: Record<Summary['kind'], Counted[]> = {
  orders: ['rows', 'orders', 'valid_orders', 'valid_customers'],
  customers: ['rows', 'customers'],
}
const IF_ANY: Counted[] = [
  'customers_new',
  'cancelled',
  'zero_value',
  'lines_without_customer',
  'no_consent',
  'rejected_count',
]

function Numbers({ summary }: { summary: Summary }) {
  const { t } = useTranslation('imports')
  const format = useFormat()
  const shown = [...ALWAYS[summary.kind], ...IF_ANY.filter((name) => summary[name] > 0)]
  return (
    <List spacing={4} data-testid="numbers">
      {shown.map((name) => (
        <List.Item key={name}>
          {t(`numbers.${name}`, { count: summary[name], n: format.number(summary[name]) })}
        </List.Item>
      ))}
      {summary.skipped.map(({ reason, count }) => (
        <List.Item key={reason}>
          {t('numbers.skipped', { count, n: format.number(count) })}:{' '}
          {t(`reasons.${reason}`, { defaultValue: reason })}
        </List.Item>
      ))}
      {summary.from && summary.until && (
        <List.Item>
          {t('span', { from: format.day(summary.from), until: format.day(summary.until) })}
        </List.Item>
      )}
    </List>
  )
}
