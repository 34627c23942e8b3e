import { Anchor, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useEffects } from '~/learn/effects/queries'
import { useEffectSentence } from '~/learn/effects/sentence'
import { Answer } from '~/shared/page/Answer'
import { Empty } from '~/shared/page/Empty'
import { Panel } from '~/shared/page/Panel'

/** Did it help: the newest campaign that has an answer, or when the first answer comes. */
export function Helped() {
  const { t } = useTranslation('home')
  const asked = useEffects()
  const say = useEffectSentence()
  return (
    <Panel title={t('helped')} definition={t('helpedDefinition')}>
      <Answer of={asked} height={48}>
        {({ items }) => {
          const told = items.find((effect) => effect.extra_orders) ?? items[0]
          if (!told) return <Empty because={t('notYetHelped')} />
          const { id, name } = told.campaign
          return (
            <Text>
              <Anchor
                underline="always"
                component={Link}
                to="/learn/effects/$id"
                params={{ id } as never}
              >
                {name}
              </Anchor>
              {': '}
              {say(told)}
            </Text>
          )
        }}
      </Answer>
    </Panel>
  )
}
