import { List, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useWritten } from '~/know/leaving/useWritten'
import type { Difference } from './queries'

/** What a persona differs in most: its figure with the interval, then everybody else’s. */
export function Differs({ of: differs }: { of: Difference[] }) {
  const { t } = useTranslation('personas')
  const write = useWritten()
  if (differs.length === 0) return null
  return (
    <List listStyleType="none" spacing={6}>
      {differs.map(({ feature, unit, value, low, high, others, spreads }) => (
        <List.Item key={feature}>
          <Text size="sm">
            <Text
              span
              fw={600}
              mr={6}
              role="img"
              aria-label={t(spreads > 0 ? 'differs.more' : 'differs.less')}
            >
              {spreads > 0 ? '↑' : '↓'}
            </Text>
            {t(`features.${feature}`)}: <b className="numbers">{write(unit, value)}</b>
          </Text>
          <Text size="xs" c="dimmed" pl={18}>
            {t('differs.note', {
              low: write(unit, low),
              high: write(unit, high),
              others: write(unit, others),
            })}
          </Text>
        </List.Item>
      ))}
    </List>
  )
}
