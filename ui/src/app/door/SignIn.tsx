import { Button, Stack, Text, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { signInWithPassword } from '~/client'
import { useCameIn } from '~/shared/api/door'
import { problemOf } from '~/shared/api/problem'
import { Password } from '~/shared/page/Password'
import { ProblemNotice } from '~/shared/page/ProblemNotice'
import { Threshold } from './Threshold'

/** E-mail and password; a code is asked for when the password is right and one is needed. */
export function SignIn() {
  const { t } = useTranslation('door')
  const [form, setForm] = useState({ email: '', password: '', code: '' })
  const cameIn = useCameIn()
  const enter = useMutation({
    mutationFn: async () => (await signInWithPassword({ body: form, throwOnError: true })).data,
    onSuccess: cameIn,
  })
  const told = enter.error ? problemOf(enter.error).code : undefined
  const asksForCode = told === 'code_needed' || form.code !== ''
  const submit = (event: FormEvent) => {
    event.preventDefault()
    enter.mutate()
  }
  return (
    <Threshold title={t('signIn.title')} note={t('signIn.note')}>
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
          <Password
            label={t('password')}
            value={form.password}
            onChange={(password) => setForm({ ...form, password })}
          />
          {asksForCode && <Code code={form.code} onChange={(code) => setForm({ ...form, code })} />}
          {enter.error && told !== 'code_needed' && <ProblemNotice error={enter.error} />}
          <Button type="submit" loading={enter.isPending}>
            {t('signIn.enter')}
          </Button>
          <Text size="sm" c="dimmed">
            {t('signIn.forgotten')}
          </Text>
        </Stack>
      </form>
    </Threshold>
  )
}

function Code({ code, onChange }: { code: string; onChange: (code: string) => void }) {
  const { t } = useTranslation('door')
  return (
    <TextInput
      autoFocus
      label={t('code')}
      description={t('codeNote')}
      autoComplete="one-time-code"
      value={code}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}
