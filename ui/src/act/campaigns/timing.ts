import { useTranslation } from 'react-i18next'
import type { Timing } from './queries'

/** A clock on the wall belongs to no zone; it is written as it stands there. */
const WALL = 'UTC'

/** When a campaign leaves, in words; nothing when it leaves as soon as it is started. */
export function useTimingText() {
  const { t, i18n } = useTranslation('campaigns')
  return (timing: Timing | undefined) => {
    if (!timing?.at) return undefined
    const at = new Date(`${timing.at.slice(0, 16)}Z`)
    const words = {
      at: at.toLocaleString(i18n.language, {
        dateStyle: 'long',
        timeStyle: 'short',
        timeZone: WALL,
      }),
      time: at.toLocaleTimeString(i18n.language, { timeStyle: 'short', timeZone: WALL }),
      days: dayNames(timing, at, i18n.language),
      day: at.getUTCDate(),
      zone: timing.zone ?? '',
    }
    const leaves = t(`leaves.${timing.repeats ?? 'once'}`, words)
    const whose = timing.own_clock ? t('leaves.ownClock') : t('leaves.shopClock', words)
    return `${leaves} ${whose}`.trim()
  }
}

/** The days of a week that were chosen, or the day of the first time. */
function dayNames({ weekdays }: Timing, at: Date, language: string) {
  const days = weekdays?.length ? weekdays : [at.getUTCDay() || 7]
  const names = [...days].sort().map((day) => weekdayName(day, language, 'long'))
  return new Intl.ListFormat(language).format(names)
}

/** The name of a day, 1 for Monday to 7 for Sunday. */
export function weekdayName(day: number, language: string, weekday: 'short' | 'long') {
  // 1 January 2024 was a Monday.
  const date = new Date(Date.UTC(2024, 0, day))
  return date.toLocaleDateString(language, { weekday, timeZone: WALL })
}
