import { Button, Group, Modal, Stack, Table, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Panel } from '~/shared/page/Panel'
import { ProblemNotice } from '~/shared/page/ProblemNotice'
import { useFormat } from '~/shared/words/useFormat'
import { type Preset, usePresets, useRemovePreset, useRenamePreset } from './queries'

/** Answers kept for files with the same columns; nothing is shown as long as there are none. */
export function Presets() {
  const { t } = useTranslation('imports')
  const presets = usePresets().data?.items ?? []
  const [chosen, choose] = useState<Preset>()
  const remove = useRemovePreset()
  if (presets.length === 0) return null
  return (
    <Panel title={t('presets.title')} note={t('presets.note')}>
      {remove.error !== null && <ProblemNotice error={remove.error} />}
      <Rows presets={presets} onRename={choose} onRemove={({ id }) => remove.mutate(id)} />
      {chosen && <Rename preset={chosen} onClose={() => choose(undefined)} />}
    </Panel>
  )
}

type RowsProps = {
  presets: Preset[]
  onRename: (preset: Preset) => void
  onRemove: (preset: Preset) => void
}

function Rows({ presets, onRename, onRemove }: RowsProps) {
  const { t } = useTranslation('imports')
  const format = useFormat()
  return (
    <Table.ScrollContainer minWidth={440}>
      <Table verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('presets.name')}</Table.Th>
            <Table.Th ta="right">{t('presets.keptAt')}</Table.Th>
            <Table.Th aria-label={t('presets.change')} />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {presets.map((preset) => (
            <Table.Tr key={preset.id}>
              <Table.Td fw={500}>{preset.name}</Table.Td>
              <Table.Td ta="right">{format.momentDay(preset.created_at)}</Table.Td>
              <Table.Td>
                <Group gap={4} justify="flex-end" wrap="nowrap">
                  <Button
                    size="compact-sm"
                    variant="subtle"
                    aria-label={t('presets.renameOf', { name: preset.name })}
                    onClick={() => onRename(preset)}
                  >
                    {t('presets.rename')}
                  </Button>
                  <Button
                    size="compact-sm"
                    variant="subtle"
                    aria-label={t('presets.removeOf', { name: preset.name })}
                    onClick={() => onRemove(preset)}
                  >
                    {t('presets.remove')}
                  </Button>
                </Group>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}

function Rename({ preset, onClose }: { preset: Preset; onClose: () => void }) {
  const { t } = useTranslation('imports')
  const [name, setName] = useState(preset.name)
  const rename = useRenamePreset()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    rename.mutate({ id: preset.id, name }, { onSuccess: onClose })
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('presets.renameOf', { name: preset.name })}
      closeButtonProps={{ 'aria-label': t('words:close') }}
    >
      <form onSubmit={submit}>
        <Stack gap="md">
          <TextInput
            required
            data-autofocus
            maxLength={80}
            label={t('presets.name')}
            value={name}
            onChange={({ currentTarget }) => setName(currentTarget.value)}
          />
          {rename.error !== null && <ProblemNotice error={rename.error} />}
          <Group gap="sm">
            <Button type="submit" loading={rename.isPending} disabled={name.trim() === ''}>
              {t('presets.rename')}
            </Button>
            <Button variant="default" onClick={onClose}>
              {t('words:back')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
