import { Anchor, Stack, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Answer } from '~/shared/page/Answer'
import { Empty } from '~/shared/page/Empty'
import { Page } from '~/shared/page/Page'
import { Panel } from '~/shared/page/Panel'
import { useEffects } from './queries'
import { useEffectSentence } from './sentence'

/** What each campaign changed, in one sentence each. */
export function ListScreen() {
  const { t } = useTranslation('effects')
  const asked = useEffects()
  const say = useEffectSentence()
  return (
    <Page title={t('title')} intro={t('intro')}>
      <Answer of={asked}>
        {({ items }) => (
          <Panel definition={t('definition')} title={items.length > 0 ? t('listTitle') : undefined}>
            {items.length === 0 && <Empty because={t('none')} />}
            <Stack gap="md">
              {items.map((effect) => (
                <div key={effect.campaign.id}>
                  <Anchor
                    component={Link}
                    to="/learn/effects/$id"
                    params={{ id: effect.campaign.id } as never}
                  >
                    {effect.campaign.name}
                  </Anchor>
                  <Text>{say(effect)}</Text>
                </div>
              ))}
            </Stack>
          </Panel>
        )}
      </Answer>
    </Page>
  )
}
