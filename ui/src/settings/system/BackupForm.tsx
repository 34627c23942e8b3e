import { NumberInput, Select, SimpleGrid, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Kept } from '../channels/Kept'
import { type Backups, useSaveBackups } from './queries'

const NEVER = ''
const HOURS = Array.from({ length: 24 }, (_, hour) => hour)

/** When backups are made by themselves, how many are kept, and where. */
export function BackupForm({ known }: { known: Backups }) {
  const { t } = useTranslation('system')
  const save = useSaveBackups()
  const [form, setForm] = useState({
    daily_at: known.settings.daily_at ?? null,
    keep: known.settings.keep,
    folder: known.settings.folder ?? '',
  })
  const clock = (hour: number) => `${String(hour).padStart(2, '0')}:00`
  return (
    <Kept saving={save} onSave={() => save.mutate(form)}>
      <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="md">
        <Select
          label={t('backups.daily')}
          allowDeselect={false}
          data={[
            { value: NEVER, label: t('backups.never') },
            ...HOURS.map((hour) => ({ value: String(hour), label: clock(hour) })),
          ]}
          value={form.daily_at === null ? NEVER : String(form.daily_at)}
          onChange={(hour) => setForm({ ...form, daily_at: hour ? Number(hour) : null })}
        />
        <NumberInput
          label={t('backups.keep')}
          min={1}
          max={400}
          allowDecimal={false}
          value={form.keep}
          onChange={(n) => setForm({ ...form, keep: Number(n) || 1 })}
        />
        <TextInput
          label={t('backups.folder')}
          placeholder={known.folder}
          value={form.folder}
          onChange={({ currentTarget }) => setForm({ ...form, folder: currentTarget.value })}
        />
      </SimpleGrid>
    </Kept>
  )
}
