import { Group, List, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Caveats } from '~/shared/page/Caveats'
import { Empty } from '~/shared/page/Empty'
import { useFormat } from '~/shared/words/useFormat'
import type { Recommendation, Recommended } from './queries'

/** Products that are recommended, each with the reason in words. */
export function Wanted({ of: told }: { of: Recommended }) {
  const { t } = useTranslation('recommend')
  return (
    <Stack gap="sm" w="100%">
      {told.products.length === 0 ? (
        <Empty because={t('nothingLeft')} />
      ) : (
        <List listStyleType="none" spacing="xs">
          {told.products.map((one) => (
            <List.Item key={one.product} styles={{ itemWrapper: { width: '100%' }, itemLabel: { width: '100%' } }}>
              <Wish one={one} />
            </List.Item>
          ))}
        </List>
      )}
      <Caveats of={told.caveats.filter(({ code }) => code !== 'nothing_left')} />
    </Stack>
  )
}

function Wish({ one }: { one: Recommendation }) {
  const format = useFormat()
  const why = useWhy()
  return (
    <div>
      <Group justify="space-between" wrap="nowrap" align="baseline" gap="xs">
        <Text size="sm" fw={600}>
          {one.name}
        </Text>
        {one.again && (
          <Text size="sm" fw={600} style={{ whiteSpace: 'nowrap' }}>
            {format.wholeShare(one.again.chance)}
          </Text>
        )}
      </Group>
      <Text size="xs" c="dimmed">
        {why(one)}
      </Text>
    </div>
  )
}

/** Why a product is recommended, as a sentence. */
export function useWhy() {
  const { t } = useTranslation('recommend')
  const format = useFormat()
  const days = (n: number) => {
    const whole = Math.max(1, Math.round(n))
    return t('words:days', { count: whole, n: format.number(whole) })
  }
  return ({ again, with: beside, customers }: Recommendation) => {
    if (again) {
      const told = { ago: days(again.days_ago), usual: days(again.usual_days) }
      if (again.times === 1) return t('why.once', told)
      const times = { count: again.times, n: format.number(again.times) }
      return `${t('why.times', times)} ${t('why.rhythm', told)}`
    }
    if (beside) {
      const n = format.number(beside.customers)
      return t('why.with', { name: beside.name, count: beside.customers, n })
    }
    return t('why.popular', { count: customers, n: format.number(customers) })
  }
}
