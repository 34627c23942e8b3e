import { Button, Group, Modal, Select, Stack, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ProblemNotice } from '~/shared/page/ProblemNotice'
import { type Invited, type Role, ROLES, type StaffIn, useInvite } from './queries'

type Props = { onClose: () => void; onInvited: (made: Invited) => void }

/** Who is to come, and as what. */
export function Invite({ onClose, onInvited }: Props) {
  const { t } = useTranslation('people')
  const [form, setForm] = useState<StaffIn>({ email: '', name: '', role: 'marketer' })
  const invite = useInvite()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    invite.mutate(form, { onSuccess: onInvited })
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('invite')}
      closeButtonProps={{ 'aria-label': t('words:close') }}
    >
      <form onSubmit={submit}>
        <Stack gap="md">
          <TextInput
            data-autofocus
            required
            withAsterisk={false}
            type="email"
            label={t('email')}
            value={form.email}
            onChange={(event) => setForm({ ...form, email: event.currentTarget.value })}
          />
          <TextInput
            label={t('name')}
            value={form.name}
            onChange={(event) => setForm({ ...form, name: event.currentTarget.value })}
          />
          <Select
            allowDeselect={false}
            label={t('columns.role')}
            description={t(`may.${form.role}`)}
            data={ROLES.map((role) => ({ value: role, label: t(`roles.${role}`) }))}
            value={form.role}
            onChange={(role) => setForm({ ...form, role: role as Role })}
          />
          {invite.error && <ProblemNotice error={invite.error} />}
          <Group>
            <Button type="submit" loading={invite.isPending}>
              {t('makeLink')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
