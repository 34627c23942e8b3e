import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useShop } from '~/shared/api/shop'
import { Answer } from '~/shared/page/Answer'
import { Page } from '~/shared/page/Page'
import { Panel } from '~/shared/page/Panel'
import { ChannelForm } from './ChannelForm'
import { useChannel } from './queries'
import { ShopForm } from './ShopForm'

/** The shop itself, and how its letters leave. */
export function SettingsScreen() {
  const { t } = useTranslation('settings')
  const shop = useShop()
  const channel = useChannel()
  return (
    <Page title={t('title')}>
      <Panel title={t('shop.title')} note={t('shop.note')}>
        <Answer of={shop} height={240}>
          {(known) => <ShopForm shop={known} />}
        </Answer>
      </Panel>
      <Panel title={t('channel.title')} note={t('channel.note')}>
        <Answer of={channel} height={320}>
          {(known) => <ChannelForm channel={known} />}
        </Answer>
      </Panel>
      {shop.data && (
        <Text size="sm" c="dimmed">
          Regulars {shop.data.version}
        </Text>
      )}
    </Page>
  )
}
