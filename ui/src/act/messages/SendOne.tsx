import { Button, Group, Modal, Select, Stack, Text, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ProblemNotice } from '~/shared/page/ProblemNotice'
import { Filling, isObject } from './Filling'
import { LooksOf } from './Looks'
import { type MessageIn, useSend, useTexts } from './queries'

const BASES = ['contract', 'legal_obligation', 'security'] as const
const CHANNELS = ['email', 'sms', 'telegram', 'webhook'] as const

type Form = Pick<MessageIn, 'basis'> & {
  to: string
  channel: (typeof CHANNELS)[number]
  text: string | null
  data: string
}

/** Asks for one message by hand, to see what a program that asks would get. */
export function SendOne({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('messages')
  const names = [...new Set((useTexts().data ?? []).map(({ name }) => name))]
  const [form, setForm] = useState<Form>({
    to: '',
    basis: 'contract',
    channel: 'email',
    text: null,
    data: '{}',
  })
  const send = useSend()
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    await send.mutateAsync(asked(form)).catch(() => undefined)
  }
  const answer = send.data
  const ready = form.to.trim() !== '' && form.text !== null && isObject(form.data)
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t('sendOne')}
      closeButtonProps={{ 'aria-label': t('words:close') }}
    >
      <form onSubmit={submit}>
        <Stack gap="md">
          {names.length === 0 && <Text size="sm">{t('noTexts')}</Text>}
          <TextInput
            required
            label={t('address')}
            description={t('addressNote')}
            value={form.to}
            onChange={({ currentTarget: { value } }) => setForm({ ...form, to: value })}
          />
          <Group grow align="flex-start">
            <Select
              label={t('campaigns:channel')}
              allowDeselect={false}
              value={form.channel}
              data={CHANNELS.map((value) => ({ value, label: t(`campaigns:channels.${value}`) }))}
              onChange={(value) => setForm({ ...form, channel: value as Form['channel'] })}
            />
            <Select
              label={t('basis')}
              allowDeselect={false}
              value={form.basis}
              data={BASES.map((value) => ({ value, label: t(`bases.${value}`) }))}
              onChange={(value) => setForm({ ...form, basis: value as Form['basis'] })}
            />
          </Group>
          <Text size="sm" c="dimmed">
            {t(`basesNote.${form.basis}`)}
          </Text>
          <Select
            required
            label={t('text')}
            data={names}
            value={form.text}
            onChange={(text) => setForm({ ...form, text })}
          />
          <Filling value={form.data} onChange={(data) => setForm({ ...form, data })} />
          {form.text !== null && isObject(form.data) && (
            <LooksOf
              body={{ text_name: form.text, channel: form.channel, data: JSON.parse(form.data) }}
            />
          )}
          {send.error !== null && <ProblemNotice error={send.error} />}
          <Text aria-live="polite">
            {answer && (
              <>
                <strong>{t(answer.accepted ? 'taken' : 'states.refused')}</strong>
                {': '}
                {t(`campaigns:reasons.${answer.reason}`, { defaultValue: answer.text })}
              </>
            )}
          </Text>
          <Group gap="sm">
            <Button type="submit" loading={send.isPending} disabled={!ready}>
              {t('send')}
            </Button>
            <Button variant="default" onClick={onClose}>
              {t('words:back')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

/** Whoever writes `cus_…` means a customer, who writes neither @ nor + his number. */
function asked({ to, basis, channel, text, data }: Form): MessageIn {
  const whom = to.trim()
  const named = whom.startsWith('cus_')
    ? { customer: whom }
    : /[@+]/.test(whom) || channel === 'telegram'
      ? { address: whom }
      : { customer_id: whom }
  return { to: named, basis, channel, text_name: text, data: JSON.parse(data) }
}
