import { Button, Code, Stack, Text, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { becomeOwner } from '~/client'
import { useCameIn } from '~/shared/api/door'
import { Password } from '~/shared/page/Password'
import { ProblemNotice } from '~/shared/page/ProblemNotice'
import { Threshold } from './Threshold'

/** Nobody is there yet: whoever sits at the machine becomes the owner. */
export function SetUp({ mayBegin }: { mayBegin: boolean }) {
  const { t } = useTranslation('door')
  if (mayBegin) return <Owner />
  return (
    <Threshold title={t('setUp.title')} note={t('setUp.elsewhere')}>
      <Text size="sm">{t('setUp.command')}</Text>
      <Code block>regulars user create you@example.org --role owner</Code>
    </Threshold>
  )
}

function Owner() {
  const { t } = useTranslation('door')
  const [form, setForm] = useState({ email: '', name: '', password: '' })
  const cameIn = useCameIn()
  const begin = useMutation({
    mutationFn: async () => (await becomeOwner({ body: form, throwOnError: true })).data,
    onSuccess: cameIn,
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    begin.mutate()
  }
  return (
    <Threshold title={t('setUp.title')} note={t('setUp.note')}>
      <form onSubmit={submit}>
        <Stack gap="md">
          <TextInput
            required
            withAsterisk={false}
            autoFocus
            type="email"
            autoComplete="username"
            label={t('email')}
            value={form.email}
            onChange={(event) => setForm({ ...form, email: event.currentTarget.value })}
          />
          <TextInput
            autoComplete="name"
            label={t('name')}
            value={form.name}
            onChange={(event) => setForm({ ...form, name: event.currentTarget.value })}
          />
          <Password
            isNew
            label={t('password')}
            value={form.password}
            onChange={(password) => setForm({ ...form, password })}
          />
          {begin.error && <ProblemNotice error={begin.error} />}
          <Button type="submit" loading={begin.isPending}>
            {t('setUp.begin')}
          </Button>
        </Stack>
      </form>
    </Threshold>
  )
}
