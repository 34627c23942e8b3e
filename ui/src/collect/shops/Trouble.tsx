import { List, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFormat } from '~/shared/words/useFormat'
import type { Shop } from './queries'

/** What needs somebody, in sentences; one calm line where nothing does. */
export function Trouble({ shop }: { shop: Shop }) {
  const { t } = useTranslation('shops')
  const format = useFormat()
  const stuck = shop.errands.find(({ state }) => state === 'failed')
  const n = (count: number) => ({ count, n: format.number(count) })
  const lines = [
    !shop.can_be_heard && shop.state !== 'disconnected' && t('trouble.mute'),
    shop.n_wishes > 0 && t('trouble.wishes', n(shop.n_wishes)),
    shop.n_failed > 0 && t('trouble.failed', n(shop.n_failed)),
    shop.n_days_differ > 0 && t('trouble.days', n(shop.n_days_differ)),
    stuck?.problem && t(`errands.problems.${stuck.problem}`, { defaultValue: stuck.problem }),
    shop.n_refused > 0 &&
      `${t('trouble.refused', { ...n(shop.n_refused), at: format.moment(shop.refused_at) })} ${t(
        `refused.${shop.refused_because}`,
        { defaultValue: shop.refused_because ?? '' },
      )}`,
    shop.n_waiting > 0 && t('trouble.waiting', n(shop.n_waiting)),
  ].filter((line) => typeof line === 'string')
  if (lines.length === 0) {
    return <Text size="sm">{t(shop.heard_at ? 'trouble.none' : 'trouble.silent')}</Text>
  }
  return (
    <List size="sm" spacing={2}>
      {lines.map((line) => (
        <List.Item key={line}>{line}</List.Item>
      ))}
    </List>
  )
}
