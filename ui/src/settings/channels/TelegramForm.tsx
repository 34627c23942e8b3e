import { Checkbox, SimpleGrid, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type TelegramIn, type TelegramOut, useSaveTelegram } from '../queries'
import { Kept } from './Kept'
import { Kind } from './Kind'
import { Secret } from './Secret'
import { Trial } from './Trial'

/** What is sent back; the token only when it was typed anew. */
function kept({ has_token: _, problem: __, ...telegram }: TelegramOut): TelegramIn {
  return telegram
}

/** The shop's bot. */
export function TelegramForm({ telegram }: { telegram: TelegramOut }) {
  const { t } = useTranslation('settings')
  const [form, setForm] = useState<TelegramIn>(kept(telegram))
  const save = useSaveTelegram()
  const change = (part: Partial<TelegramIn>) => setForm({ ...form, ...part })
  return (
    <>
      <Kept saving={save} onSave={() => save.mutate(form)}>
        <Kind way="telegram" kind={form.kind} onChange={(kind) => change({ kind })} />
        {form.kind === 'live' && (
          <>
            <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
              <TextInput
                label={t('channels.telegram.bot')}
                placeholder="corner_bakery_bot"
                value={form.bot ?? ''}
                onChange={(event) => change({ bot: event.currentTarget.value || null })}
              />
              <Secret
                label={t('channels.telegram.token')}
                kept={telegram.has_token}
                value={form.token}
                onChange={(token) => change({ token })}
              />
              <TextInput
                label={t('channels.telegram.baseUrl')}
                placeholder="https://api.telegram.org"
                value={form.base_url ?? ''}
                onChange={(event) => change({ base_url: event.currentTarget.value || null })}
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
      </Kept>
      <Trial channel="telegram" />
    </>
  )
}
