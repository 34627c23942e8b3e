import { Button, Stack, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Answer } from '~/shared/page/Answer'
import { Page } from '~/shared/page/Page'
import { Panel } from '~/shared/page/Panel'
import { Password } from '~/shared/page/Password'
import { ProblemNotice } from '~/shared/page/ProblemNotice'
import { Saved } from '../Saved'
import { type MyAccount, useAccount, useChangePassword, useRename } from './queries'
import { SecondFactor } from './SecondFactor'
import { Sessions } from './Sessions'

/** One's own name, password, second factor, and where one is signed in. */
export function AccountScreen() {
  const { t } = useTranslation('door')
  const account = useAccount()
  return (
    <Page title={t('account.title')} intro={account.data?.staff.email}>
      <Panel title={t('name')}>
        <Answer of={account} height={90}>
          {(known) => <Name of={known} />}
        </Answer>
      </Panel>
      <Panel title={t('account.password')} note={t('account.passwordNote')}>
        <Answer of={account} height={180}>
          {(known) => <NewPassword of={known} />}
        </Answer>
      </Panel>
      <Panel title={t('second.title')} note={t('second.note')}>
        <Answer of={account} height={120}>
          {(known) => <SecondFactor of={known} />}
        </Answer>
      </Panel>
      <Panel title={t('sessions.title')} note={t('sessions.note')}>
        <Answer of={account} height={160}>
          {(known) => <Sessions of={known.sessions} />}
        </Answer>
      </Panel>
    </Page>
  )
}

function Name({ of: account }: { of: MyAccount }) {
  const { t } = useTranslation('door')
  const [name, setName] = useState(account.staff.name)
  const rename = useRename()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    rename.mutate(name)
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="md" maw={420}>
        <TextInput
          label={t('account.name')}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {rename.error && <ProblemNotice error={rename.error} />}
        <Saved saved={rename.isSuccess}>
          <Button type="submit" loading={rename.isPending}>
            {t('words:save')}
          </Button>
        </Saved>
      </Stack>
    </form>
  )
}

const NOTHING = { current: '', password: '' }

function NewPassword({ of: account }: { of: MyAccount }) {
  const { t } = useTranslation('door')
  const [form, setForm] = useState(NOTHING)
  const change = useChangePassword()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    change.mutate(form, { onSuccess: () => setForm(NOTHING) })
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="md" maw={420}>
        <input type="email" autoComplete="username" value={account.staff.email} readOnly hidden />
        {account.staff.has_password && (
          <Password
            label={t('account.current')}
            value={form.current}
            onChange={(current) => setForm({ ...form, current })}
          />
        )}
        <Password
          isNew
          label={t('account.new')}
          value={form.password}
          onChange={(password) => setForm({ ...form, password })}
        />
        {change.error && <ProblemNotice error={change.error} />}
        <Saved saved={change.isSuccess}>
          <Button type="submit" loading={change.isPending}>
            {t('account.change')}
          </Button>
        </Saved>
      </Stack>
    </form>
  )
}
