import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ProblemNotice } from '~/shared/page/ProblemNotice'
import { type Task, useEndTask } from './queries'

/** Ends a task by one click, with a note where there is something to remember. */
export function EndTask({ task, onClose }: { task: Task; onClose: () => void }) {
  const { t } = useTranslation('tasks')
  const [note, write] = useState('')
  const end = useEndTask()
  const as = (way: 'done' | 'drop') =>
    end.mutateAsync({ id: task.id, way, note }).then(onClose, () => undefined)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    as('done')
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={task.title}
      closeButtonProps={{ 'aria-label': t('words:close') }}
    >
      <form onSubmit={submit}>
        <Stack gap="md">
          {task.details && <Text size="sm">{task.details}</Text>}
          <Textarea
            data-autofocus
            label={t('note')}
            description={t('noteHelp')}
            autosize
            minRows={2}
            maxLength={2_000}
            value={note}
            onChange={({ currentTarget }) => write(currentTarget.value)}
          />
          {end.error !== null && <ProblemNotice error={end.error} />}
          <Group gap="sm">
            <Button type="submit" loading={end.isPending}>
              {t('done')}
            </Button>
            <Button variant="default" disabled={end.isPending} onClick={() => as('drop')}>
              {t('drop')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
