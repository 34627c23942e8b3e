import { Anchor, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useShop } from '~/shared/api/shop'
import { Answer } from '~/shared/page/Answer'
import { Page } from '~/shared/page/Page'
import { Panel } from '~/shared/page/Panel'
import { ChannelForm } from './ChannelForm'
import { Signing } from './channels/Signing'
import { useSigning } from './channels/signingKeys'
import { SmsForm } from './channels/SmsForm'
import { TelegramForm } from './channels/TelegramForm'
import { Trial } from './channels/Trial'
import { WebhookForm } from './channels/WebhookForm'
import { Following } from './Following'
import { LimitsForm } from './LimitsForm'
import { useChannel, useLimits, useSms, useTelegram, useTracking, useWebhook } from './queries'
import { Returns } from './Returns'
import { ShopForm } from './ShopForm'

/** The shop itself, and how its messages leave. */
export function SettingsScreen() {
  const { t } = useTranslation('settings')
  const shop = useShop()
  const channel = useChannel()
  return (
    <Page
      title={t('title')}
      actions={
        <>
          <Anchor component={Link} to="/settings/fields">
            {t('fields')}
          </Anchor>
          <Anchor component={Link} to="/settings/system">
            {t('system')}
          </Anchor>
        </>
      }
    >
      <Panel title={t('shop.title')} note={t('shop.note')}>
        <Answer of={shop} height={240}>
          {(known) => <ShopForm shop={known} />}
        </Answer>
      </Panel>
      <Panel title={t('channel.title')} note={t('channel.note')}>
        <Answer of={channel} height={320}>
          {(known) => (
            <>
              <ChannelForm channel={known} />
              <Trial channel="email" />
            </>
          )}
        </Answer>
      </Panel>
      <Signatures />
      <TextChannels />
      <Touches />
      {shop.data && (
        <Text size="sm" c="dimmed">
          Regulars {shop.data.version}
        </Text>
      )}
    </Page>
  )
}

function Signatures() {
  const { t } = useTranslation('signing')
  const signing = useSigning()
  return (
    <Panel title={t('title')} note={t('note')}>
      <Answer of={signing} height={200}>
        {(known) => <Signing known={known} />}
      </Answer>
    </Panel>
  )
}

/** What holds for every message, whatever the campaign. */
function Touches() {
  const { t } = useTranslation('settings')
  const limits = useLimits()
  const tracking = useTracking()
  return (
    <>
      <Panel title={t('limits.title')} note={t('limits.note')}>
        <Answer of={limits} height={240}>
          {(known) => <LimitsForm limits={known} />}
        </Answer>
      </Panel>
      <Panel title={t('returns.title')} note={t('returns.note')}>
        <Returns />
      </Panel>
      <Panel title={t('following.title')} note={t('following.note')}>
        <Answer of={tracking} height={200}>
          {(known) => <Following tracking={known} />}
        </Answer>
      </Panel>
    </>
  )
}

function TextChannels() {
  const { t } = useTranslation('settings')
  const sms = useSms()
  const telegram = useTelegram()
  const webhook = useWebhook()
  return (
    <>
      <Panel title={t('channels.sms.title')} note={t('channels.sms.note')}>
        <Answer of={sms} height={160}>
          {(known) => <SmsForm sms={known} />}
        </Answer>
      </Panel>
      <Panel title={t('channels.telegram.title')} note={t('channels.telegram.note')}>
        <Answer of={telegram} height={160}>
          {(known) => <TelegramForm telegram={known} />}
        </Answer>
      </Panel>
      <Panel title={t('channels.webhook.title')} note={t('channels.webhook.note')}>
        <Answer of={webhook} height={160}>
          {(known) => <WebhookForm webhook={known} />}
        </Answer>
      </Panel>
    </>
  )
}
