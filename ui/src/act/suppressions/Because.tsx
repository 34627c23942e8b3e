import { Button, Group, Modal, Select, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Channel } from '~/client'
import { ProblemNotice } from '~/shared/page/ProblemNotice'
import { type Suppression, type SuppressionIn, useDecide } from './queries'

const CHANNELS: Channel[] = ['email', 'sms', 'telegram']

type Props = { verb: 'add' | 'lift'; of?: Suppression; onClose: () => void }

/** Asks why an address is given up, or written to again; the answer stays beside it. */
export function Because({ verb, of, onClose }: Props) {
  const { t } = useTranslation('suppressions')
  const [form, setForm] = useState<SuppressionIn>({
    channel: of?.channel ?? 'email',
    address: of?.address ?? '',
    note: '',
  })
  const decide = useDecide(verb)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    await decide.mutateAsync(form).then(onClose, () => undefined)
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(`${verb}Title`, { address: of?.address })}
      closeButtonProps={{ 'aria-label': t('words:close') }}
    >
      <form onSubmit={submit}>
        <Stack gap="md">
          {verb === 'lift' && <Text size="sm">{t('liftNote')}</Text>}
          {verb === 'add' && (
            <>
              <Select
                label={t('channel')}
                allowDeselect={false}
                data={CHANNELS.map((value) => ({ value, label: t(`campaigns:channels.${value}`) }))}
                value={form.channel}
                onChange={(channel) => setForm({ ...form, channel: channel as Channel })}
              />
              <TextInput
                required
                label={t('address')}
                value={form.address}
                onChange={({ currentTarget }) => setForm({ ...form, address: currentTarget.value })}
              />
            </>
          )}
          <Textarea
            required
            label={t('because')}
            description={t('becauseNote')}
            value={form.note}
            maxLength={500}
            onChange={({ currentTarget }) => setForm({ ...form, note: currentTarget.value })}
          />
          {decide.error !== null && <ProblemNotice error={decide.error} />}
          <Group gap="sm">
            <Button type="submit" loading={decide.isPending}>
              {t(verb)}
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
