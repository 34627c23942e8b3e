import { useTranslation } from 'react-i18next'
import { usePersonaNames } from '~/know/personas/usePersonaNames'
import { useSegments } from '~/know/segments/queries'
import { useGroupNames } from '~/shared/people/groups'
import { Choice } from '~/shared/sentence/Choice'
import { Sentence } from '~/shared/sentence/Sentence'
import { useAddress } from '~/shared/sentence/useAddress'
import { useFormat } from '~/shared/words/useFormat'
import { CONSENTS, STANDINGS } from '../question'

const SILENCES = ['', '30', '60', '90', '180', '365']

/** “Customers of *any group*, *any persona*, *active or not*, whose last order was *any time ago*, *whatever they said* …” */
export function Filter() {
  return (
    <Sentence
      slice="customers"
      name="sentence"
      words={{
        group: <GroupChoice />,
        segment: <SegmentChoice />,
        persona: <PersonaChoice />,
        standing: <StandingChoice />,
        silence: <SilenceChoice />,
        consent: <ConsentChoice />,
      }}
    />
  )
}

function GroupChoice() {
  const { t } = useTranslation('customers')
  const groups = useGroupNames()
  const [address, change] = useAddress()
  return (
    <Choice
      label={t('columns.rfm_group')}
      value={address['rfm-group'] ?? ''}
      options={['', ...groups].map((value) => ({
        value,
        label: value ? t('groupOf', { name: t(`rfm:groups.${value}`, { defaultValue: value }) }) : t('anyGroup'),
      }))}
      onChange={(value) => change({ 'rfm-group': value })}
    />
  )
}

function PersonaChoice() {
  const { t } = useTranslation('customers')
  const [address, change] = useAddress()
  const known = usePersonaNames()
  const chosen = address.persona ?? ''
  const named = (key: string) => known.find((one) => one.key === key)?.name ?? key
  return (
    <Choice
      label={t('persona')}
      value={chosen}
      options={[...new Set(['', ...known.map(({ key }) => key), chosen])].map((value) => ({
        value,
        label: value ? t('ofPersona', { name: named(value) }) : t('anyPersona'),
      }))}
      onChange={(value) => change({ persona: value })}
    />
  )
}

function SegmentChoice() {
  const { t } = useTranslation('customers')
  const [address, change] = useAddress()
  const chosen = address.segment ?? ''
  const saved = useSegments().data?.items.map(({ name }) => name) ?? []
  return (
    <Choice
      label={t('segment')}
      value={chosen}
      options={[...new Set(['', ...saved, chosen])].map((value) => ({
        value,
        label: value ? t('ofSegment', { name: value }) : t('anySegment'),
      }))}
      onChange={(value) => change({ segment: value })}
    />
  )
}

function StandingChoice() {
  const { t } = useTranslation('customers')
  const [address, change] = useAddress()
  return (
    <Choice
      label={t('standing')}
      value={address.standing ?? ''}
      options={['', ...STANDINGS].map((value) => ({
        value,
        label: value ? t(`standings.${value}`) : t('anyStanding'),
      }))}
      onChange={(value) => change({ standing: value })}
    />
  )
}

function SilenceChoice() {
  const { t } = useTranslation('customers')
  const format = useFormat()
  const [address, change] = useAddress()
  const chosen = address['quiet-days-min'] ?? ''
  const say = (days: string) =>
    days ? t('silentFor', { count: Number(days), n: format.number(Number(days)) }) : t('anySilence')
  return (
    <Choice
      label={t('columns.recency_days')}
      value={chosen}
      options={[...new Set([...SILENCES, chosen])].map((value) => ({ value, label: say(value) }))}
      onChange={(value) => change({ 'quiet-days-min': value })}
    />
  )
}

function ConsentChoice() {
  const { t } = useTranslation('customers')
  const [address, change] = useAddress()
  return (
    <Choice
      label={t('columns.email_consent')}
      value={address.consent ?? ''}
      options={['', ...CONSENTS].map((value) => ({
        value,
        label: t(`consentFilter.${value || 'any'}`),
      }))}
      onChange={(value) => change({ consent: value })}
    />
  )
}
