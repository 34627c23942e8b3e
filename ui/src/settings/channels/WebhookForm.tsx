import { Alert, Checkbox, Select, SimpleGrid, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Channel } from '~/client'
import { useSaveWebhook, type WebhookIn, type WebhookOut } from '../queries'
import { Kept } from './Kept'
import { Kind } from './Kind'
import { Secret } from './Secret'
import { Trial } from './Trial'

const REACHES: Channel[] = ['sms', 'email', 'telegram']

/** What is sent back; the secret only when it was typed anew. */
function kept({ has_secret: _, new_secret: __, problem: ___, ...webhook }: WebhookOut): WebhookIn {
  return webhook
}

/** The shop's own program, which carries messages further. */
export function WebhookForm({ webhook }: { webhook: WebhookOut }) {
  const { t } = useTranslation('settings')
  const [form, setForm] = useState<WebhookIn>(kept(webhook))
  const save = useSaveWebhook()
  const change = (part: Partial<WebhookIn>) => setForm({ ...form, ...part })
  const made = save.data?.new_secret
  return (
    <>
      <Kept saving={save} onSave={() => save.mutate(form)}>
        <Kind way="webhook" kind={form.kind} onChange={(kind) => change({ kind })} />
        {form.kind === 'live' && (
          <>
            <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
              <TextInput
                label={t('channels.webhook.url')}
                placeholder="https://shop.example.org/messages"
                value={form.url ?? ''}
                onChange={(event) => change({ url: event.currentTarget.value || null })}
              />
              <Select
                label={t('channels.webhook.consent')}
                description={t('channels.webhook.consentNote')}
                allowDeselect={false}
                data={REACHES.map((value) => ({ value, label: t(`campaigns:channels.${value}`) }))}
                value={form.consent}
                onChange={(value) => change({ consent: value as Channel })}
              />
              <Secret
                label={t('channels.webhook.secret')}
                kept={webhook.has_secret}
                value={form.secret}
                onChange={(secret) => change({ secret })}
              />
            </SimpleGrid>
            <Checkbox
              label={t('channels.ownNetwork')}
              description={t('channels.ownNetworkNote')}
              checked={form.own_network}
              onChange={(event) => change({ own_network: event.currentTarget.checked })}
            />
          </>
        )}
        {made && (
          <Alert role="status" title={t('channels.webhook.made')}>
            <code style={{ overflowWrap: 'anywhere' }}>{made}</code>
          </Alert>
        )}
      </Kept>
      <Trial channel="webhook" />
    </>
  )
}
