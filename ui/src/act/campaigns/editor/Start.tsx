import { Anchor, Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { notifications } from '@mantine/notifications'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Panel } from '~/shared/page/Panel'
import { tellProblem } from '~/shared/page/tellProblem'
import { useFormat } from '~/shared/words/useFormat'
import {
  type Campaign,
  useAudience,
  useChannel,
  useDeleteDraft,
  useTestLetter,
  useVerb,
} from '../queries'
import type { Draft } from './useDraft'

type Props = { campaign: Campaign; draft: Draft; ready: boolean }

/** The last step: try it on oneself, then start after seeing what it will do. */
export function Start({ campaign, draft, ready }: Props) {
  const { t } = useTranslation('campaigns')
  const navigate = useNavigate()
  const [asking, confirm] = useDisclosure(false)
  const deleting = useDeleteDraft(campaign.id)
  const remove = async () => {
    await deleting.mutateAsync()
    navigate({ to: '/act/campaigns' })
  }
  return (
    <Panel title={t('start')}>
      <WayOut />
      <TestLetter id={campaign.id} />
      <Group gap="sm">
        <Button onClick={confirm.open} disabled={!ready}>
          {t('lookAndStart')}
        </Button>
        <Button variant="default" onClick={remove} loading={deleting.isPending}>
          {t('deleteDraft')}
        </Button>
      </Group>
      <Modal
        opened={asking}
        onClose={confirm.close}
        title={t('startTitle')}
        closeButtonProps={{ 'aria-label': t('words:close') }}
      >
        <Confirm id={campaign.id} draft={draft} onClose={confirm.close} />
      </Modal>
    </Panel>
  )
}

/** Says where letters go now: a folder for trying out, or a mail server. */
function WayOut() {
  const { t } = useTranslation('campaigns')
  const channel = useChannel()
  const way = channel.data ? (channel.data.kind === 'smtp' ? 'smtp' : 'folder') : 'none'
  if (channel.isPending) return null
  return (
    <Text size="sm">
      {channel.data?.problem && `${t(`heldUp.${channel.data.problem}`)} `}
      {t(`wayOut.${way}`, {
        host: channel.data?.host ?? '',
        from: channel.data?.from_address ?? '',
      })}{' '}
      <Anchor component={Link} to="/settings" underline="always">
        {t('wayOut.change')}
      </Anchor>
    </Text>
  )
}

function TestLetter({ id }: { id: string }) {
  const { t } = useTranslation('campaigns')
  const [address, setAddress] = useState('')
  const test = useTestLetter(id)
  const send = async () => {
    try {
      const { outcome, answer } = await test.mutateAsync(address)
      notifications.show({
        title: t(`testOutcomes.${outcome}`, { address, defaultValue: outcome }),
        message: answer,
      })
    } catch (error) {
      tellProblem(error, t)
    }
  }
  return (
    <Group gap="sm" align="flex-end">
      <TextInput
        type="email"
        label={t('testTo')}
        placeholder="you@example.org"
        value={address}
        onChange={(event) => setAddress(event.currentTarget.value)}
        w={280}
      />
      <Button
        variant="default"
        disabled={!address.includes('@')}
        loading={test.isPending}
        onClick={send}
      >
        {t('testSend')}
      </Button>
    </Group>
  )
}

function Confirm({ id, draft, onClose }: { id: string; draft: Draft; onClose: () => void }) {
  const { t } = useTranslation('campaigns')
  const format = useFormat()
  const count = useAudience(draft.condition).data
  const verb = useVerb(id)
  const start = async () => {
    try {
      await verb.mutateAsync('start')
      onClose()
    } catch (error) {
      tellProblem(error, t)
    }
  }
  return (
    <Stack gap="md">
      <Text>
        {t('startWhat', {
          count: count?.reachable ?? 0,
          n: format.number(count?.reachable),
          share: format.share(draft.hold_out_share),
        })}
      </Text>
      <Text size="sm" c="dimmed">
        {t('startWarning')}
      </Text>
      <Group gap="sm">
        <Button onClick={start} loading={verb.isPending}>
          {t('startNow')}
        </Button>
        <Button variant="default" onClick={onClose}>
          {t('words:back')}
        </Button>
      </Group>
    </Stack>
  )
}
