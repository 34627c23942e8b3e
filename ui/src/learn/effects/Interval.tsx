import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFormat } from '~/shared/words/useFormat'
import classes from './interval.module.css'
import type { Effect } from './queries'
import { signedOrders } from './sentence'

/** The interval drawn to scale around “no difference”, with the estimate as a dot. */
export function Interval({ effect }: { effect: Effect }) {
  const { t } = useTranslation('effects')
  const format = useFormat()
  if (!effect.extra_orders) return null
  const { value: difference, low, high } = effect.extra_orders
  if (typeof difference !== 'number' || typeof low !== 'number' || typeof high !== 'number')
    return null
  const reach = Math.max(Math.abs(low), Math.abs(high), Math.abs(difference)) * 1.15 || 1
  const at = (value: number) => `${50 + (50 * value) / reach}%`
  const label = (value: number) => signedOrders(value, format)
  return (
    <div
      className={classes.place}
      role="img"
      aria-label={t('intervalLabel', {
        low: label(low),
        high: label(high),
        difference: label(difference),
      })}
    >
      <div className={classes.zero} />
      <Text size="xs" c="dimmed" className={classes.zeroLabel}>
        {t('noDifference')}
      </Text>
      <div className={classes.span} style={{ left: at(low), right: `calc(100% - ${at(high)})` }} />
      <div className={classes.dot} style={{ left: at(difference) }} />
      {[low, difference, high].map((value, index) => (
        <Text
          key={index === 1 ? 'difference' : index === 0 ? 'low' : 'high'}
          size="sm"
          fw={index === 1 ? 600 : 400}
          className={index === 1 ? classes.above : classes.below}
          style={{ left: at(value) }}
        >
          {label(value)}
        </Text>
      ))}
    </div>
  )
}
