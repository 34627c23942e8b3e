import { Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ProblemNotice } from '~/shared/page/ProblemNotice'
import { useSavePreset } from './queries'

/** Keeps the answers of a finished import for the next file with the same columns. */
export function SavePreset({ run }: { run: string }) {
  const { t } = useTranslation('imports')
  const [name, setName] = useState('')
  const save = useSavePreset()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate({ name, import: run })
  }
  if (save.isSuccess) return <Text role="status">{t('presets.saved', { name })}</Text>
  return (
    <form onSubmit={submit}>
      <Stack gap="xs">
        <Group gap="sm" align="flex-end">
          <TextInput
            w={320}
            maxLength={80}
            label={t('presets.saveAs')}
            description={t('presets.saveNote')}
            placeholder={t('presets.example')}
            value={name}
            onChange={({ currentTarget }) => setName(currentTarget.value)}
          />
          <Button
            type="submit"
            variant="default"
            loading={save.isPending}
            disabled={name.trim() === ''}
          >
            {t('presets.save')}
          </Button>
        </Group>
        {save.error !== null && <ProblemNotice error={save.error} />}
      </Stack>
    </form>
  )
}
