import { Alert, Button, Code, Group, SimpleGrid, Stack, Text, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Password } from '~/shared/page/Password'
import { ProblemNotice } from '~/shared/page/ProblemNotice'
import { Picture } from './Picture'
import { type MyAccount, type Offer, useConfirm, useOffer, useRemoveSecondFactor } from './queries'

/** A code of the telephone beside the password: put on, shown once, taken off. */
export function SecondFactor({ of: account }: { of: MyAccount }) {
  const { t } = useTranslation('door')
  const offer = useOffer()
  const confirm = useConfirm()
  const remove = useRemoveSecondFactor()
  if (confirm.data) return <RecoveryCodes codes={confirm.data} onKept={confirm.reset} />
  if (offer.data && !account.staff.has_second_factor) {
    return <Confirm offer={offer.data} of={confirm} />
  }
  if (account.staff.has_second_factor) {
    return (
      <Stack gap="md">
        <Text size="sm">{t('second.on', { n: account.n_recovery_codes })}</Text>
        <Again deed={t('second.remove')} of={remove} />
      </Stack>
    )
  }
  return <Again deed={t('second.begin')} of={offer} />
}

type Asked<In> = { mutate: (asked: In) => void; isPending: boolean; error: unknown }

/** The locks are changed by whoever knows the password, not by whoever finds the screen open. */
function Again({ deed, of: asked }: { deed: string; of: Asked<string> }) {
  const { t } = useTranslation('door')
  const [password, setPassword] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    asked.mutate(password)
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="md" maw={420}>
        <Password label={t('second.yourPassword')} value={password} onChange={setPassword} />
        {asked.error !== null && <ProblemNotice error={asked.error} />}
        <Group>
          <Button type="submit" variant="default" loading={asked.isPending}>
            {deed}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

function Confirm({ offer, of: asked }: { offer: Offer; of: Asked<string> }) {
  const { t } = useTranslation('door')
  const [code, setCode] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    asked.mutate(code)
  }
  return (
    <form onSubmit={submit}>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="lg">
        {offer.picture && <Picture of={offer.picture} name={t('second.picture')} />}
        <Stack gap="md">
          <Text size="sm">{t('second.scan')}</Text>
          <Text size="sm">{t('second.type')}</Text>
          <Code block style={{ whiteSpace: 'normal', overflowWrap: 'anywhere' }}>
            {offer.secret}
          </Code>
          <TextInput
            autoFocus
            required
            withAsterisk={false}
            inputMode="numeric"
            autoComplete="one-time-code"
            label={t('second.code')}
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
          />
          {asked.error !== null && <ProblemNotice error={asked.error} />}
          <Group>
            <Button type="submit" loading={asked.isPending}>
              {t('second.confirm')}
            </Button>
          </Group>
        </Stack>
      </SimpleGrid>
    </form>
  )
}

function RecoveryCodes({ codes, onKept }: { codes: string[]; onKept: () => void }) {
  const { t } = useTranslation('door')
  return (
    <Alert title={t('second.codesTitle')}>
      <Stack gap="md">
        <Text size="sm">{t('second.codesNote')}</Text>
        <Code block>{codes.join('\n')}</Code>
        <Group>
          <Button onClick={onKept}>{t('second.kept')}</Button>
        </Group>
      </Stack>
    </Alert>
  )
}
