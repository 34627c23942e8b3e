import { Checkbox, Select, SimpleGrid, Text, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BodyKind, CallMethod } from '~/client'
import { type SmsIn, type SmsOut, useSaveSms } from '../queries'
import { Kept } from './Kept'
import { Kind } from './Kind'
import { Secret } from './Secret'
import { Trial } from './Trial'

const MONO = { input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 13 } }

const METHODS: CallMethod[] = ['POST', 'PUT', 'GET']
const BODIES: BodyKind[] = ['json', 'form']

/** What is sent back; the secret only when it was typed anew. */
function kept({ has_secret: _, problem: __, report_url: ___, ...sms }: SmsOut): SmsIn {
  return sms
}

type Props = { form: SmsIn; has: boolean; onChange: (part: Partial<SmsIn>) => void }

/** A gateway that takes text messages, described by the call it wants to hear. */
export function SmsForm({ sms }: { sms: SmsOut }) {
  const [form, setForm] = useState<SmsIn>(kept(sms))
  const save = useSaveSms()
  const change = (part: Partial<SmsIn>) => setForm({ ...form, ...part })
  return (
    <>
      <Kept saving={save} onSave={() => save.mutate(form)}>
        <Kind way="sms" kind={form.kind} onChange={(kind) => change({ kind })} />
        {form.kind === 'live' && (
          <>
            <Call form={form} has={sms.has_secret} onChange={change} />
            <Report form={form} url={sms.report_url} onChange={change} />
          </>
        )}
      </Kept>
      <Trial channel="sms" />
    </>
  )
}

function Call({ form, has, onChange }: Props) {
  const { t } = useTranslation('settings')
  return (
    <>
      <TextInput
        label={t('channels.sms.url')}
        placeholder="https://gateway.example.org/messages"
        value={form.url ?? ''}
        onChange={(event) => onChange({ url: event.currentTarget.value || null })}
      />
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
        <Select
          label={t('channels.sms.method')}
          allowDeselect={false}
          data={METHODS}
          value={form.method}
          onChange={(value) => onChange({ method: value as CallMethod })}
        />
        <Select
          label={t('channels.sms.bodyKind')}
          allowDeselect={false}
          data={BODIES.map((value) => ({ value, label: t(`channels.sms.bodyKinds.${value}`) }))}
          value={form.body_kind}
          onChange={(value) => onChange({ body_kind: value as BodyKind })}
        />
        <TextInput
          label={t('channels.sms.sender')}
          value={form.sender ?? ''}
          onChange={(event) => onChange({ sender: event.currentTarget.value || null })}
        />
        <Secret
          label={t('channels.sms.secret')}
          kept={has}
          value={form.secret}
          onChange={(secret) => onChange({ secret })}
        />
      </SimpleGrid>
      <Textarea
        label={t('channels.sms.body')}
        description={t('channels.sms.bodyNote')}
        autosize
        spellCheck={false}
        styles={MONO}
        value={form.body}
        onChange={(event) => onChange({ body: event.currentTarget.value })}
      />
      <Headers form={form} onChange={onChange} />
      <Checkbox
        label={t('channels.ownNetwork')}
        description={t('channels.ownNetworkNote')}
        checked={form.own_network}
        onChange={(event) => onChange({ own_network: event.currentTarget.checked })}
      />
    </>
  )
}

/** `Name: value`, one a line. */
function Headers({ form, onChange }: Omit<Props, 'has'>) {
  const { t } = useTranslation('settings')
  const headers = form.headers ?? []
  const [text, setText] = useState(headers.map((one) => `${one.name}: ${one.value}`).join('\n'))
  const read = (lines: string) =>
    lines
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => {
        const [name = '', ...rest] = line.split(':')
        return { name: name.trim(), value: rest.join(':').trim() }
      })
  return (
    <Textarea
      label={t('channels.sms.headers')}
      description={t('channels.sms.headersNote')}
      autosize
      spellCheck={false}
      styles={MONO}
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value)
        onChange({ headers: read(event.currentTarget.value) })
      }}
    />
  )
}

type ReportProps = { form: SmsIn; url?: string | null; onChange: (part: Partial<SmsIn>) => void }

/** How the gateway tells what became of a message. */
function Report({ form, url, onChange }: ReportProps) {
  const { t } = useTranslation('settings')
  const { report } = form
  if (!report) return null
  const change = (part: Partial<typeof report>) => onChange({ report: { ...report, ...part } })
  const words = (text: string) => text.split(',').map((word) => word.trim())
  return (
    <>
      <Text size="sm">
        {url ? t('channels.sms.reportTo') : t('channels.sms.reportLater')}
        {url && <code style={{ overflowWrap: 'anywhere' }}> {url}</code>}
      </Text>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
        <TextInput
          label={t('channels.sms.idField')}
          value={report.id_field}
          onChange={(event) => change({ id_field: event.currentTarget.value })}
        />
        <TextInput
          label={t('channels.sms.stateField')}
          value={report.state_field}
          onChange={(event) => change({ state_field: event.currentTarget.value })}
        />
        <TextInput
          label={t('channels.sms.delivered')}
          value={report.delivered?.join(', ')}
          onChange={(event) => change({ delivered: words(event.currentTarget.value) })}
        />
        <TextInput
          label={t('channels.sms.failed')}
          value={report.failed?.join(', ')}
          onChange={(event) => change({ failed: words(event.currentTarget.value) })}
        />
      </SimpleGrid>
    </>
  )
}
