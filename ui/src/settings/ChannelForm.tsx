import {
  Button,
  NumberInput,
  PasswordInput,
  Radio,
  Select,
  SimpleGrid,
  Stack,
  Textarea,
  TextInput,
} from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ProblemNotice } from '~/shared/page/ProblemNotice'
import { type EmailIn, type EmailOut, useSaveChannel } from './queries'
import { Saved } from './Saved'

/** What is sent back; the password only when it was typed anew. */
function kept({ has_password: _, problem: __, ...channel }: EmailOut): EmailIn {
  return channel
}

type FormProps = { form: EmailIn; onChange: (part: Partial<EmailIn>) => void }

const TLS = ['starttls', 'tls', 'none'] as const

/** A folder for trying out, or a mail server; and who the letters are from. */
export function ChannelForm({ channel }: { channel: EmailOut }) {
  const { t } = useTranslation('settings')
  const [form, setForm] = useState<EmailIn>(kept(channel))
  const save = useSaveChannel()
  const change = (part: Partial<EmailIn>) => setForm({ ...form, ...part })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate(form)
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <Radio.Group
          label={t('channel.kind')}
          value={form.kind}
          onChange={(kind) => change({ kind: kind as EmailIn['kind'] })}
        >
          <Stack gap="xs" pt={6}>
            <Radio
              value="folder"
              label={t('channel.folder')}
              description={t('channel.folderNote')}
            />
            <Radio value="smtp" label={t('channel.smtp')} description={t('channel.smtpNote')} />
          </Stack>
        </Radio.Group>
        {form.kind === 'smtp' && <Server form={form} onChange={change} />}
        <Sender form={form} onChange={change} />
        {save.error && <ProblemNotice error={save.error} />}
        <Saved saved={save.isSuccess}>
          <Button type="submit" loading={save.isPending}>
            {t('words:save')}
          </Button>
        </Saved>
      </Stack>
    </form>
  )
}

function Server({ form, onChange }: FormProps) {
  const { t } = useTranslation('settings')
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
      <TextInput
        label={t('channel.host')}
        placeholder="smtp.example.org"
        value={form.host ?? ''}
        onChange={(event) => onChange({ host: event.currentTarget.value || null })}
      />
      <NumberInput
        label={t('channel.port')}
        min={1}
        max={65535}
        hideControls
        value={form.port ?? 587}
        onChange={(port) => onChange({ port: Number(port) })}
      />
      <Select
        label={t('channel.tls')}
        allowDeselect={false}
        data={TLS.map((value) => ({ value, label: t(`channel.tlsKinds.${value}`) }))}
        value={form.tls ?? 'starttls'}
        onChange={(value) => onChange({ tls: value as EmailIn['tls'] })}
      />
      <TextInput
        label={t('channel.username')}
        autoComplete="off"
        value={form.username ?? ''}
        onChange={(event) => onChange({ username: event.currentTarget.value || null })}
      />
      <PasswordInput
        label={t('channel.password')}
        description={t('channel.passwordNote')}
        autoComplete="new-password"
        visibilityToggleButtonProps={{ 'aria-label': t('channel.showPassword') }}
        value={form.password ?? ''}
        onChange={(event) => onChange({ password: event.currentTarget.value || undefined })}
      />
    </SimpleGrid>
  )
}

function Sender({ form, onChange }: FormProps) {
  const { t } = useTranslation('settings')
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
      <TextInput
        label={t('channel.fromName')}
        value={form.from_name ?? ''}
        onChange={(event) => onChange({ from_name: event.currentTarget.value || null })}
      />
      <TextInput
        type="email"
        label={t('channel.fromAddress')}
        value={form.from_address ?? ''}
        onChange={(event) => onChange({ from_address: event.currentTarget.value || null })}
      />
      <TextInput
        type="email"
        label={t('channel.replyTo')}
        value={form.reply_to ?? ''}
        onChange={(event) => onChange({ reply_to: event.currentTarget.value || null })}
      />
      <Textarea
        label={t('channel.postal')}
        description={t('channel.postalNote')}
        autosize
        value={form.postal_address ?? ''}
        onChange={(event) => onChange({ postal_address: event.currentTarget.value || null })}
      />
      <TextInput
        label={t('channel.shopUrl')}
        placeholder="https://shop.example.org"
        value={form.shop_url ?? ''}
        onChange={(event) => onChange({ shop_url: event.currentTarget.value || null })}
      />
      <TextInput
        label={t('channel.publicUrl')}
        description={t('channel.publicUrlNote')}
        value={form.public_url ?? ''}
        onChange={(event) => onChange({ public_url: event.currentTarget.value || null })}
      />
    </SimpleGrid>
  )
}
