import {
  Checkbox,
  Chip,
  Group,
  Input,
  NumberInput,
  Select,
  Stack,
  Text,
  TextInput,
} from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useShop } from '~/shared/api/shop'
import { Panel } from '~/shared/page/Panel'
import type { PastZones, Repeats, Timing } from '../queries'
import { useTimingText, weekdayName } from '../timing'
import type { Draft } from './useDraft'

const KINDS = ['now', 'once', 'daily', 'weekly', 'monthly'] as const
const PASTS: PastZones[] = ['next_day', 'at_once', 'left_out']
const WEEK = [1, 2, 3, 4, 5, 6, 7]

type Kind = (typeof KINDS)[number]
type Props = { draft: Draft; onChange: (change: Partial<Draft>) => void }

/** When it leaves, and how fast. */
export function When({ draft, onChange }: Props) {
  const { t } = useTranslation('campaigns')
  const { timing = {}, per_minute } = draft.delivery
  const says = useTimingText()(timing)
  const set = (part: Partial<Draft['delivery']>) =>
    onChange({ delivery: { ...draft.delivery, ...part } })
  return (
    <Panel title={t('when.title')} note={t('when.note')}>
      <Clock timing={timing} onChange={(next) => set({ timing: next })} />
      {says && <Text aria-live="polite">{says}</Text>}
      <NumberInput
        label={t('when.perMinute')}
        description={t('when.perMinuteNote')}
        min={1}
        max={1_000_000}
        maw={320}
        allowDecimal={false}
        value={per_minute ?? ''}
        onChange={(n) => set({ per_minute: typeof n === 'number' && n > 0 ? n : undefined })}
      />
    </Panel>
  )
}

type ClockProps = { timing: Timing; onChange: (timing: Timing) => void }

function Clock({ timing, onChange }: ClockProps) {
  const { t } = useTranslation('campaigns')
  const zone = useShop().data?.zone ?? 'UTC'
  const kind: Kind = timing.at ? (timing.repeats ?? 'once') : 'now'
  const choose = (next: Kind) => {
    if (next === 'now') return onChange({})
    const repeats = next === 'once' ? undefined : (next as Repeats)
    onChange({ zone, ...timing, at: timing.at ?? tomorrowAtTen(zone), repeats })
  }
  return (
    <Stack gap="md">
      <Select
        label={t('when.leaves')}
        maw={320}
        allowDeselect={false}
        value={kind}
        data={KINDS.map((value) => ({ value, label: t(`when.kinds.${value}`) }))}
        onChange={(value) => value && choose(value as Kind)}
      />
      {kind !== 'now' && <Moment timing={timing} kind={kind} onChange={onChange} />}
      {kind !== 'now' && <OwnClock timing={timing} onChange={onChange} />}
    </Stack>
  )
}

/** The first time, and what follows it. */
function Moment({ timing, kind, onChange }: ClockProps & { kind: Kind }) {
  const { t } = useTranslation('campaigns')
  return (
    <Group gap="md" align="flex-start">
      <TextInput
        type="datetime-local"
        label={t(kind === 'once' ? 'when.at' : 'when.first')}
        description={t('when.zone', { zone: timing.zone ?? '' })}
        value={timing.at?.slice(0, 16) ?? ''}
        onChange={({ currentTarget }) =>
          currentTarget.value && onChange({ ...timing, at: `${currentTarget.value}:00` })
        }
      />
      {kind === 'weekly' && <Days timing={timing} onChange={onChange} />}
      {kind !== 'once' && (
        <TextInput
          type="date"
          label={t('when.until')}
          description={t('when.untilNote')}
          value={timing.until ?? ''}
          onChange={({ currentTarget }) =>
            onChange({ ...timing, until: currentTarget.value || undefined })
          }
        />
      )}
    </Group>
  )
}

function Days({ timing, onChange }: ClockProps) {
  const { t, i18n } = useTranslation('campaigns')
  return (
    <Input.Wrapper label={t('when.days')} description={t('when.daysNote')} labelElement="div">
      <Chip.Group
        multiple
        value={(timing.weekdays ?? []).map(String)}
        onChange={(days) => onChange({ ...timing, weekdays: days.map(Number).sort() })}
      >
        <Group gap={6} pt={4} role="group" aria-label={t('when.days')}>
          {WEEK.map((day) => (
            <Chip key={day} value={String(day)} size="sm">
              {weekdayName(day, i18n.language, 'short')}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
    </Input.Wrapper>
  )
}

/** By everybody's own clock, with what becomes of those where the time has passed. */
function OwnClock({ timing, onChange }: ClockProps) {
  const { t } = useTranslation('campaigns')
  return (
    <Stack gap="xs">
      <Checkbox
        label={t('when.ownClock')}
        description={t('when.ownClockNote')}
        checked={Boolean(timing.own_clock)}
        onChange={({ currentTarget }) =>
          onChange({ ...timing, own_clock: currentTarget.checked ? 'next_day' : undefined })
        }
      />
      {timing.own_clock && (
        <Select
          label={t('when.past')}
          maw={320}
          allowDeselect={false}
          value={timing.own_clock}
          data={PASTS.map((value) => ({ value, label: t(`when.pasts.${value}`) }))}
          onChange={(value) => value && onChange({ ...timing, own_clock: value as PastZones })}
        />
      )}
    </Stack>
  )
}

/** Tomorrow at ten, as the clock on the wall of the shop will show it. */
function tomorrowAtTen(zone: string) {
  const tomorrow = new Date(Date.now() + 86_400_000)
  // Swedish writes days as programs do: 2026-11-27.
  const day = new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(tomorrow)
  return `${day}T10:00:00`
}
