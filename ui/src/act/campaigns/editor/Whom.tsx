import { SimpleGrid, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Answer } from '~/shared/page/Answer'
import { Figure } from '~/shared/page/Figure'
import { Panel } from '~/shared/page/Panel'
import { useFormat } from '~/shared/words/useFormat'
import { type Condition, useAudience } from '../queries'
import { AudienceSentence } from './AudienceSentence'
import type { Draft } from './useDraft'

type Props = { draft: Draft; onChange: (change: Partial<Draft>) => void }

/** The audience as a sentence, with the live count of those it means. */
export function Whom({ draft, onChange }: Props) {
  const { t } = useTranslation('campaigns')
  const choose = (part: Condition) => onChange({ condition: { ...draft.condition, ...part } })
  return (
    <Panel title={t('whom')}>
      <TextInput
        label={t('name')}
        maw={640}
        value={draft.name}
        onChange={(event) => onChange({ name: event.currentTarget.value })}
      />
      <AudienceSentence condition={draft.condition} onChange={choose} />
      <Reach condition={draft.condition} channel={draft.channel} />
    </Panel>
  )
}

function Reach({ condition, channel }: Pick<Draft, 'condition' | 'channel'>) {
  const { t } = useTranslation('campaigns')
  const format = useFormat()
  const asked = useAudience(condition, channel)
  const shown = ['people', 'reachable', 'without_consent', 'without_address'] as const
  return (
    <Answer of={asked} height={72}>
      {(count) => (
        <SimpleGrid cols={{ base: 2, md: 4 }} spacing="lg" aria-live="polite">
          {shown.map((name) => (
            <Figure
              key={name}
              label={t(`reach.${name}.name`)}
              value={format.number(count[name])}
              definition={t(`reach.${name}.definition`)}
            />
          ))}
        </SimpleGrid>
      )}
    </Answer>
  )
}
