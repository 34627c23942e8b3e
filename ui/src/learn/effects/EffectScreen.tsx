import { Anchor, Text } from '@mantine/core'
import { Link, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Answer } from '~/shared/page/Answer'
import { Caveats } from '~/shared/page/Caveats'
import { Empty } from '~/shared/page/Empty'
import { Page } from '~/shared/page/Page'
import { Panel } from '~/shared/page/Panel'
import { useFormat } from '~/shared/words/useFormat'
import { Arms } from './Arms'
import { Health } from './Health'
import { Interval } from './Interval'
import { type Effect, useEffectOf } from './queries'
import { useEffectSentence } from './sentence'
import { Ways } from './Ways'

/** One campaign's result: the sentence, its interval, the two groups, and whether to trust it. */
export function EffectScreen() {
  const { t } = useTranslation('effects')
  const { id } = useParams({ strict: false }) as { id: string }
  const asked = useEffectOf(id)
  return (
    <Page
      title={asked.data?.campaign.name ?? t('one')}
      intro={
        <Anchor component={Link} to="/act/campaigns/$id" params={{ id } as never}>
          {t('toCampaign')}
        </Anchor>
      }
    >
      <Answer of={asked} height={420}>
        {(effect) => <Shown effect={effect} />}
      </Answer>
    </Page>
  )
}

function Shown({ effect }: { effect: Effect }) {
  const { t } = useTranslation('effects')
  const format = useFormat()
  const say = useEffectSentence()
  const answered = Boolean(effect.extra_orders)
  return (
    <>
      <Panel
        title={answered ? say(effect) : undefined}
        definition={answered ? t('definition') : undefined}
      >
        {answered ? <Interval effect={effect} /> : <Empty because={t('noAnswer')} />}
      </Panel>
      <Arms effect={effect} />
      <Ways effect={effect} />
      <Health effect={effect} />
      <Text size="sm" c="dimmed">
        {t('words:asOf', { day: format.moment(effect.as_of), zone: effect.zone })}
      </Text>
      <Caveats of={effect.caveats} />
    </>
  )
}
