import { Checkbox, Group, NumberInput, SimpleGrid, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Limits } from '~/client'
import { Kept } from './channels/Kept'
import { useSaveLimits } from './queries'

const CHANNELS = ['email', 'sms', 'telegram', 'webhook'] as const

/** When the night begins and ends, until somebody says otherwise. */
const NIGHT = { from: '21:00:00', until: '09:00:00' }

/** How often, when and how fast people may be written to, whatever the campaign. */
export function LimitsForm({ limits }: { limits: Limits }) {
  const { t } = useTranslation('settings')
  const [form, setForm] = useState(limits)
  const save = useSaveLimits()
  const change = (part: Partial<Limits>) => setForm({ ...form, ...part })
  const { pressure = { at_most: 3, within_days: 7 } } = form
  return (
    <Kept saving={save} onSave={() => save.mutate(form)}>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
        <NumberInput
          label={t('limits.atMost')}
          min={1}
          max={1_000}
          allowDecimal={false}
          value={pressure.at_most}
          onChange={(n) => change({ pressure: { ...pressure, at_most: Number(n) || 1 } })}
        />
        <NumberInput
          label={t('limits.withinDays')}
          min={1}
          max={365}
          allowDecimal={false}
          value={pressure.within_days}
          onChange={(n) => change({ pressure: { ...pressure, within_days: Number(n) || 1 } })}
        />
        <NumberInput
          label={t('limits.holdOut')}
          description={t('limits.holdOutNote')}
          min={0}
          max={90}
          suffix=" %"
          value={Math.round(1000 * (form.hold_out_everywhere ?? 0)) / 10}
          onChange={(n) => change({ hold_out_everywhere: Number(n) / 100 })}
        />
      </SimpleGrid>
      <Quiet form={form} change={change} />
      <Speeds form={form} change={change} />
    </Kept>
  )
}

type PartProps = { form: Limits; change: (part: Partial<Limits>) => void }

function Quiet({ form, change }: PartProps) {
  const { t } = useTranslation('settings')
  const quiet = form.quiet_hours
  return (
    <Stack gap="xs">
      <Checkbox
        label={t('limits.quiet')}
        description={t('limits.quietNote')}
        checked={Boolean(quiet)}
        onChange={({ currentTarget }) =>
          change({ quiet_hours: currentTarget.checked ? NIGHT : null })
        }
      />
      {quiet && (
        <Group gap="md">
          {(['from', 'until'] as const).map((end) => (
            <TextInput
              key={end}
              type="time"
              label={t(`limits.${end}`)}
              value={quiet[end].slice(0, 5)}
              onChange={({ currentTarget: { value } }) =>
                value && change({ quiet_hours: { ...quiet, [end]: `${value}:00` } })
              }
            />
          ))}
        </Group>
      )}
    </Stack>
  )
}

/** How fast messages leave by each channel; as fast as it carries where nothing is said. */
function Speeds({ form, change }: PartProps) {
  const { t } = useTranslation('settings')
  return (
    <SimpleGrid cols={{ base: 1, xs: 2, sm: 4 }} spacing="md">
      {CHANNELS.map((channel) => (
        <NumberInput
          key={channel}
          label={t('limits.perMinute', { channel: t(`campaigns:channels.${channel}`) })}
          placeholder={t('limits.noLimit')}
          min={1}
          max={1_000_000}
          allowDecimal={false}
          value={form.per_minute?.[channel] ?? ''}
          onChange={(n) =>
            change({
              per_minute: {
                ...form.per_minute,
                [channel]: typeof n === 'number' && n > 0 ? n : null,
              },
            })
          }
        />
      ))}
    </SimpleGrid>
  )
}
