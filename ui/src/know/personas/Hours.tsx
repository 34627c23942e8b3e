import { Group, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFormat } from '~/shared/words/useFormat'
import classes from './personas.module.css'
import type { Portrait } from './queries'

/** When they order: a bar an hour, a bar a day of the week. */
export function Hours({ portrait }: { portrait: Portrait }) {
  const { t, i18n } = useTranslation('personas')
  const format = useFormat()
  const { hours, weekdays } = portrait
  // The first of January 2024 was a Monday.
  const day = new Intl.DateTimeFormat(i18n.language, { weekday: 'short', timeZone: 'UTC' })
  const dayName = (nth: number) => day.format(new Date(Date.UTC(2024, 0, 1 + nth)))
  if (hours.length === 0 && weekdays.length === 0) return null
  const busiest = (shares: number[]) => shares.indexOf(Math.max(...shares))
  return (
    <Group gap="lg" align="flex-end" wrap="nowrap">
      {hours.length > 0 && (
        <Bars
          shares={hours}
          name={(nth) => `${nth}:00`}
          said={t('hours.day', {
            hour: busiest(hours),
            share: format.wholeShare(Math.max(...hours)),
          })}
          ends={['0', '12', '23']}
        />
      )}
      {weekdays.length > 0 && (
        <Bars
          shares={weekdays}
          name={dayName}
          said={t('hours.week', {
            day: dayName(busiest(weekdays)),
            share: format.wholeShare(Math.max(...weekdays)),
          })}
          ends={[dayName(0), dayName(6)]}
        />
      )}
    </Group>
  )
}

type BarsProps = {
  shares: number[]
  name: (nth: number) => string
  said: string
  ends: string[]
}

function Bars({ shares, name, said, ends }: BarsProps) {
  const format = useFormat()
  const most = Math.max(...shares)
  return (
    <Stack gap={2} flex={shares.length}>
      <div className={classes.bars} role="img" aria-label={said}>
        {shares.map((share, nth) => (
          <i
            key={name(nth)}
            title={`${name(nth)} · ${format.share(share)}`}
            style={{ height: `${most > 0 ? (100 * share) / most : 0}%` }}
          />
        ))}
      </div>
      <Group justify="space-between" gap={0} aria-hidden>
        {ends.map((end) => (
          <Text key={end} size="xs" c="dimmed">
            {end}
          </Text>
        ))}
      </Group>
    </Stack>
  )
}
