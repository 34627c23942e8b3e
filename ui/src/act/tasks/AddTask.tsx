import { Button, Group, Modal, Select, Stack, Textarea, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMe } from '~/shared/api/door'
import { ProblemNotice } from '~/shared/page/ProblemNotice'
import { useAddTask } from './queries'

const ROLES = ['owner', 'marketer', 'sales']

type Props = { customer?: string; onClose: () => void }

/** Writes a task down by hand, about one customer or about none. */
export function AddTask({ customer, onClose }: Props) {
  const { t } = useTranslation('tasks')
  const me = useMe()
  const [form, edit] = useState({ title: '', details: '', whose: '', day: '' })
  const add = useAddTask()
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const { title, details, whose, day } = form
    const due_at = day ? new Date(`${day}T23:59:00`).toISOString() : null
    const task = { title, details, customer, assigned_to: whose || null, due_at }
    await add.mutateAsync(task).then(onClose, () => undefined)
  }
  const put = (field: 'title' | 'details' | 'day') => (event: { currentTarget: { value: string } }) =>
    edit({ ...form, [field]: event.currentTarget.value })
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(customer ? 'addAbout' : 'add')}
      closeButtonProps={{ 'aria-label': t('words:close') }}
    >
      <form onSubmit={submit}>
        <Stack gap="md">
          <TextInput
            required
            data-autofocus
            label={t('name')}
            maxLength={200}
            value={form.title}
            onChange={put('title')}
          />
          <Textarea
            label={t('details')}
            autosize
            minRows={2}
            maxLength={4_000}
            value={form.details}
            onChange={put('details')}
          />
          <Group grow align="flex-start">
            <Select
              label={t('whose')}
              allowDeselect={false}
              value={form.whose}
              onChange={(whose) => edit({ ...form, whose: whose ?? '' })}
              data={[
                { value: '', label: t('anybody') },
                ...(me ? [{ value: me.email, label: t('me', { address: me.email }) }] : []),
                ...ROLES.map((value) => ({ value, label: t(`roles.${value}`) })),
              ]}
            />
            <TextInput type="date" label={t('day')} value={form.day} onChange={put('day')} />
          </Group>
          {add.error !== null && <ProblemNotice error={add.error} />}
          <Group>
            <Button type="submit" loading={add.isPending} disabled={form.title.trim() === ''}>
              {t('keep')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
