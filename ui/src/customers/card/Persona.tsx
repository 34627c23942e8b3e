import { Anchor, List, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useWritten } from '~/know/leaving/useWritten'
import { useRuns } from '~/know/personas/queries'
import { useNamed } from '~/know/personas/useNamed'
import { problemOf } from '~/shared/api/problem'
import { Answer } from '~/shared/page/Answer'
import { Empty } from '~/shared/page/Empty'
import { Figure } from '~/shared/page/Figure'
import { Panel } from '~/shared/page/Panel'
import { useFormat } from '~/shared/words/useFormat'
import { type PersonaOf, usePersonaOf } from '../queries'

/** The persona of this person, by the run in use, and why it is his. */
export function Persona({ id }: { id: string }) {
  const { t } = useTranslation('personas')
  const runs = useRuns()
  return (
    <Panel title={t('his.title')} definition={t('his.definition')}>
      <Answer of={runs} height={120}>
        {(kept) => {
          if (!kept.some((run) => run.in_use_since)) return <Empty because={t('his.unknown')} />
          return <His id={id} />
        }}
      </Answer>
    </Panel>
  )
}

function His({ id }: { id: string }) {
  const { t } = useTranslation('personas')
  const asked = usePersonaOf(id)
  const isUnknown = asked.error !== null && problemOf(asked.error).code === 'no_persona'
  if (isUnknown) return <Empty because={t('his.unknown')} />
  return (
    <Answer of={asked} height={120}>
      {(card) => <Told card={card} />}
    </Answer>
  )
}

function Told({ card }: { card: PersonaOf }) {
  const { t } = useTranslation('personas')
  const format = useFormat()
  const named = useNamed()
  const write = useWritten()
  const next = named(card.next)
  return (
    <>
      <Figure
        label={t('his.name')}
        value={
          <Anchor component={Link} to="/know/personas" fz="inherit" fw="inherit">
            {named(card.name)}
          </Anchor>
        }
        note={t('his.surely', { surely: format.wholeShare(card.surely), next })}
      />
      <List size="sm" listStyleType="none" spacing={4}>
        {card.reasons.map(({ feature, unit, value, own, effect }) => (
          <List.Item key={feature}>
            <Text span fw={600} mr={6} role="img" aria-label={t(effect > 0 ? 'his.for' : 'his.against', { next })}>
              {effect > 0 ? '✓' : '≠'}
            </Text>
            {t(`features.${feature}`)}: {write(unit, value)}{' '}
            <Text span size="xs" c="dimmed">
              {t('his.own', { value: write(unit, own) })}
            </Text>
          </List.Item>
        ))}
      </List>
    </>
  )
}
