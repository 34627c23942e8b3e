import { Button, Group, Select, Stack, Table, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMe } from '~/shared/api/door'
import { tellProblem } from '~/shared/page/tellProblem'
import {
  type Invited,
  type Role,
  ROLES,
  type Staff,
  useChangeStaff,
  useNewLink,
  useRemoveStaff,
} from './queries'

/** One of the staff: his role, whether he has come in, and what can be done. */
export function Person({ of: one, onLink }: { of: Staff; onLink: (made: Invited) => void }) {
  const { t } = useTranslation('people')
  const change = useChangeStaff()
  const link = useNewLink()
  const me = useMe()
  const tell = { onError: (error: unknown) => tellProblem(error, t) }
  const states = [
    one.has_password ? t('states.in') : t('states.invited'),
    one.has_second_factor ? t('states.secondFactor') : '',
  ]
  return (
    <Table.Tr>
      <Table.Td>
        <Stack gap={0}>
          <Text size="sm" fw={600}>
            {one.name}
            {one.id === me?.id ? ` ${t('you')}` : ''}
          </Text>
          <Text size="sm" c="dimmed">
            {one.email}
          </Text>
        </Stack>
      </Table.Td>
      <Table.Td>
        <Select
          size="xs"
          w={170}
          allowDeselect={false}
          aria-label={t('roleOf', { name: one.name })}
          data={ROLES.map((role) => ({ value: role, label: t(`roles.${role}`) }))}
          value={one.role}
          onChange={(role) => change.mutate({ id: one.id, role: role as Role }, tell)}
        />
      </Table.Td>
      <Table.Td>
        <Text size="sm">{states.filter(Boolean).join(' · ')}</Text>
      </Table.Td>
      <Table.Td>
        <Group gap="xs" justify="flex-end" wrap="nowrap">
          <Button
            size="xs"
            variant="default"
            onClick={() => link.mutate(one.id, { ...tell, onSuccess: onLink })}
          >
            {t('newLink')}
          </Button>
          <Remove of={one} />
        </Group>
      </Table.Td>
    </Table.Tr>
  )
}

/** Somebody who is removed is out at once, so it is asked twice. */
function Remove({ of: one }: { of: Staff }) {
  const { t } = useTranslation('people')
  const [isAsked, setAsked] = useState(false)
  const remove = useRemoveStaff()
  const onError = (error: unknown) => {
    setAsked(false)
    tellProblem(error, t)
  }
  if (!isAsked) {
    return (
      <Button size="xs" variant="default" onClick={() => setAsked(true)}>
        {t('remove')}
      </Button>
    )
  }
  return (
    <>
      <Button size="xs" onClick={() => remove.mutate(one.id, { onError })}>
        {t('reallyRemove')}
      </Button>
      <Button size="xs" variant="default" onClick={() => setAsked(false)}>
        {t('keep')}
      </Button>
    </>
  )
}
