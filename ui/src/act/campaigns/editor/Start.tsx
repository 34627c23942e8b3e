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
  type MessageChannel,
  useAudience,
  useDeleteDraft,
  useTestLetter,
  useVerb,
  useWays,
} from '../queries'
import { useTimingText } from '../timing'
import type { Draft } from './useDraft'

type Props = { campaign: Campaign; draft: Draft; way: number; ready: boolean }

/** The last step: try it on oneself, then start after seeing what it will do. */
export function Start({ campaign, draft, way, ready }: Props) {
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
      <WayOut channel={draft.channel} />
      <TestLetter id={campaign.id} way={way} channel={draft.channel} />
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

/** Says where messages go now: a folder for trying out, or people. */
function WayOut({ channel }: { channel: MessageChannel }) {
  const { t } = useTranslation('campaigns')
  const ways = useWays()
  const way = ways[channel]
  if (!way) return null
  const { host, from_address } = ways.email ?? {}
  return (
    <Text size="sm">
      {way.problem && `${t(`heldUp.${way.problem}`)} `}
      {way.kind === 'folder'
        ? t('wayOut.folder')
        : t(`wayOut.${channel}`, { host: host ?? '', from: from_address ?? '' })}{' '}
      <Anchor component={Link} to="/settings" underline="always">
        {t('wayOut.change')}
      </Anchor>
    </Text>
  )
}

type TestProps = { id: string; way: number; channel: MessageChannel }

function TestLetter({ id, way, channel }: TestProps) {
  const { t } = useTranslation('campaigns')
  const [address, setAddress] = useState('')
  const test = useTestLetter(id)
  const send = async () => {
    try {
      const { outcome, answer } = await test.mutateAsync({ address, variant: way })
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
        type={channel === 'email' ? 'email' : 'text'}
        label={t(`settings:channels.testTo.${channel}`)}
        placeholder={channel === 'email' ? 'you@example.org' : undefined}
        value={address}
        onChange={(event) => setAddress(event.currentTarget.value)}
        w={280}
      />
      <Button
        variant="default"
        disabled={channel === 'email' ? !address.includes('@') : address.trim() === ''}
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
  const count = useAudience(draft.condition, draft.channel).data
  const verb = useVerb(id)
  const leaves = useTimingText()(draft.delivery.timing)
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
      {leaves && <Text>{leaves}</Text>}
      <Text size="sm" c="dimmed">
        {t(leaves ? 'waitWarning' : 'startWarning')}
      </Text>
      <Group gap="sm">
        <Button onClick={start} loading={verb.isPending}>
          {t(leaves ? 'startLater' : 'startNow')}
        </Button>
        <Button variant="default" onClick={onClose}>
          {t('words:back')}
        </Button>
      </Group>
    </Stack>
  )
}
