import { Anchor, Badge, Button, Group, Paper, Stack, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useRights } from '~/shared/api/door'
import { Answer } from '~/shared/page/Answer'
import { Empty } from '~/shared/page/Empty'
import { Page } from '~/shared/page/Page'
import { Panel } from '~/shared/page/Panel'
import { useFormat } from '~/shared/words/useFormat'
import { Connect } from './Connect'
import { type Shop, useShops } from './queries'
import { Trouble } from './Trouble'

/** The shop systems that tell what happens in them, and how each is. */
export function ShopsScreen() {
  const { t } = useTranslation('shops')
  const asked = useShops()
  const may = useRights()
  const [isConnecting, setConnecting] = useState(false)
  const connect = may('own') && (
    <Button onClick={() => setConnecting(true)}>{t('connect.open')}</Button>
  )
  return (
    <Page title={t('title')} intro={t('intro')} actions={connect}>
      <Answer of={asked} height={240}>
        {({ items }) =>
          items.length === 0 ? (
            <Panel title={t('first.title')}>
              <Empty because={t('first.why')} />
              {!may('own') && <Text size="sm">{t('first.owner')}</Text>}
            </Panel>
          ) : (
            <Stack gap="md">
              {items.map((shop) => (
                <Card key={shop.id} shop={shop} />
              ))}
            </Stack>
          )
        }
      </Answer>
      {isConnecting && <Connect onClose={() => setConnecting(false)} />}
    </Page>
  )
}

function Card({ shop }: { shop: Shop }) {
  const { t } = useTranslation('shops')
  const format = useFormat()
  return (
    <Paper withBorder radius="md" p={{ base: 'md', sm: 'lg' }}>
      <Stack gap="xs">
        <Group gap="sm">
          <Anchor
            component={Link}
            to="/collect/shops/$id"
            params={{ id: shop.id } as never}
            fw={600}
            style={{ overflowWrap: 'anywhere' }}
          >
            {shop.address.replace(/^https?:\/\//, '')}
          </Anchor>
          <Badge variant="default" tt="none">
            {t(`kinds.${shop.kind}`)}
          </Badge>
          <Badge variant={shop.state === 'listening' ? 'light' : 'default'} tt="none">
            {t(`states.${shop.state}`)}
          </Badge>
        </Group>
        <Text size="sm" c="dimmed">
          {shop.heard_at ? t('heardAt', { at: format.moment(shop.heard_at) }) : t('neverHeard')}
        </Text>
        <Trouble shop={shop} />
      </Stack>
    </Paper>
  )
}
