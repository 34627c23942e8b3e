import { Button, Group, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MessageChannel } from '~/client'
import { tellProblem } from '~/shared/page/tellProblem'
import { useTestChannel } from '../queries'

/** One message to oneself, by the settings as they are kept. */
export function Trial({ channel }: { channel: MessageChannel }) {
  const { t } = useTranslation('settings')
  const [address, setAddress] = useState('')
  const test = useTestChannel(channel)
  const send = async () => {
    try {
      const { outcome, answer } = await test.mutateAsync(address)
      notifications.show({
        title: t(`campaigns:testOutcomes.${outcome}`, { address, defaultValue: outcome }),
        message: answer,
      })
    } catch (error) {
      tellProblem(error, t)
    }
  }
  return (
    <Group gap="sm" align="flex-end" pt="md">
      <TextInput
        label={t(`channels.testTo.${channel}`)}
        value={address}
        onChange={(event) => setAddress(event.currentTarget.value)}
        w={280}
      />
      <Button
        variant="default"
        disabled={address.trim() === ''}
        loading={test.isPending}
        onClick={send}
      >
        {t('channels.test')}
      </Button>
    </Group>
  )
}
