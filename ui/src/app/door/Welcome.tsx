import { Anchor, Button, Stack } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { type FormEvent, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { comeInWithTicket, lookAtTicket } from '~/client'
import { type Door, useCameIn } from '~/shared/api/door'
import { Password } from '~/shared/page/Password'
import { ProblemNotice } from '~/shared/page/ProblemNotice'
import { router } from '../router'
import { Threshold } from './Threshold'

/** A one-time link: opens at once, or asks for the password that its owner chooses. */
export function Welcome({ ticket }: { ticket: string }) {
  const { t } = useTranslation('door')
  const looked = useQuery({
    queryKey: ['ticket', ticket],
    queryFn: async () => (await lookAtTicket({ body: { ticket }, throwOnError: true })).data,
    staleTime: Number.POSITIVE_INFINITY,
  })
  if (looked.error) {
    return (
      <Threshold title={t('welcome.title')} note={t('welcome.over')}>
        <ProblemNotice error={looked.error} />
        <Anchor href="/">{t('welcome.signIn')}</Anchor>
      </Threshold>
    )
  }
  if (!looked.data) return null
  return looked.data.wants_password ? (
    <Choose ticket={ticket} email={looked.data.email} />
  ) : (
    <Open ticket={ticket} />
  )
}

/** Comes in; the link leaves the address, so that it is not kept in the browser's history. */
function useTicket(ticket: string) {
  const cameIn = useCameIn()
  return useMutation({
    mutationFn: async (password?: string) =>
      (await comeInWithTicket({ body: { ticket, password }, throwOnError: true })).data,
    onSuccess: (door: Door) => {
      router.history.replace('/')
      cameIn(door)
    },
  })
}

function Open({ ticket }: { ticket: string }) {
  const { t } = useTranslation('door')
  const enter = useTicket(ticket)
  const { mutate } = enter
  useEffect(() => mutate(undefined), [mutate])
  if (!enter.error) return null
  return (
    <Threshold title={t('welcome.title')} note={t('welcome.over')}>
      <ProblemNotice error={enter.error} />
      <Anchor href="/">{t('welcome.signIn')}</Anchor>
    </Threshold>
  )
}

function Choose({ ticket, email }: { ticket: string; email: string }) {
  const { t } = useTranslation('door')
  const [password, setPassword] = useState('')
  const enter = useTicket(ticket)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    enter.mutate(password)
  }
  return (
    <Threshold title={t('welcome.title')} note={t('welcome.choose', { email })}>
      <form onSubmit={submit}>
        <Stack gap="md">
          {/* So that the browser's keeper knows whose password it is. */}
          <input type="email" autoComplete="username" value={email} readOnly hidden />
          <Password
            isNew
            autoFocus
            label={t('password')}
            value={password}
            onChange={setPassword}
          />
          {enter.error && <ProblemNotice error={enter.error} />}
          <Button type="submit" loading={enter.isPending}>
            {t('welcome.enter')}
          </Button>
        </Stack>
      </form>
    </Threshold>
  )
}
