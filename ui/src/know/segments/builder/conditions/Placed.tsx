import { useTranslation } from 'react-i18next'
import type { Class, Standing } from '~/client'
import { inOrder } from '~/shared/people/groups'
import { Choice } from '~/shared/sentence/Choice'
import type { Rule } from '../../queries'
import { useVocabulary } from '../vocabulary'
import { Phrase } from '../words/Phrase'
import { TextWord } from '../words/TextWord'
import { ValuesWord } from '../words/ValuesWord'

type InOneOf = Extract<
  Rule,
  | { persona: unknown } | { 'rfm-group': unknown } | { 'rfm-on': unknown } | { standing: unknown } | { abc: unknown }
>
type Props = { rule: InOneOf; onChange: (rule: Rule) => void }

/** Where the reports have put a customer: a group, a standing, a class. */
export function Placed({ rule, onChange }: Props) {
  const { t, i18n } = useTranslation('segments')
  const { words, optionsOf } = useVocabulary()
  if ('standing' in rule) {
    return (
      <>
        {t('kinds.standing.said')}{' '}
        <ValuesWord
          label={t('kinds.standing.name')}
          values={rule.standing}
          options={optionsOf<Standing>(words.standings)}
          onChange={(standing) => onChange({ standing })}
        />
      </>
    )
  }
  if ('abc' in rule) {
    return (
      <>
        {t('kinds.abc.said')}{' '}
        <ValuesWord
          label={t('kinds.abc.name')}
          values={rule.abc}
          options={optionsOf<Class>(words.classes)}
          onChange={(abc) => onChange({ abc })}
        />
      </>
    )
  }
  if ('persona' in rule) {
    return (
      <>
        {t('kinds.persona.said')}{' '}
        <ValuesWord
          label={t('kinds.persona.name')}
          values={rule.persona}
          options={words.personas.map(({ word, called }) => ({
            value: word,
            label: called[i18n.language as keyof typeof called] ?? word,
          }))}
          onChange={(persona) => onChange({ persona })}
        />
      </>
    )
  }
  if ('rfm-on' in rule) return <WasInGroup was={rule['rfm-on']} onChange={onChange} />
  return (
    <>
      {t('kinds.rfm-group.said')}{' '}
      <GroupsWord
        groups={rule['rfm-group']}
        onChange={(groups) => onChange({ 'rfm-group': groups })}
      />
    </>
  )
}

type WasProps = { was: Extract<Rule, { 'rfm-on': unknown }>['rfm-on']; onChange: Props['onChange'] }

/** “RFM group on *1 March 2025* *Loyal*” */
function WasInGroup({ was, onChange }: WasProps) {
  const { t } = useTranslation('segments')
  return (
    <Phrase
      name="rfmOn"
      words={{
        day: (
          <TextWord
            type="date"
            label={t('rfmDay')}
            value={was.day}
            onChange={(day) => onChange({ 'rfm-on': { ...was, day } })}
          />
        ),
        groups: (
          <GroupsWord
            groups={was.groups}
            onChange={(groups) => onChange({ 'rfm-on': { ...was, groups } })}
          />
        ),
      }}
    />
  )
}

type GroupsProps = { groups: string[]; onChange: (groups: string[]) => void }

function GroupsWord({ groups, onChange }: GroupsProps) {
  const { t } = useTranslation('segments')
  const { words } = useVocabulary()
  return (
    <ValuesWord
      label={t('kinds.rfm-group.name')}
      values={groups}
      options={inOrder(words.rfm_groups).map((value) => ({
        value,
        label: t(`rfm:groups.${value}`, { defaultValue: value }),
      }))}
      onChange={onChange}
    />
  )
}

type InSegmentProps = { name: string; onChange: (name: string) => void }

/** Who is in another saved segment; one that is gone stays named. */
export function InSegment({ name, onChange }: InSegmentProps) {
  const { t } = useTranslation('segments')
  const { words } = useVocabulary()
  return (
    <>
      {t('kinds.segment.said')}{' '}
      <Choice
        label={t('kinds.segment.name')}
        value={name}
        options={[...new Set([...words.segments, name])].map((value) => ({
          value,
          label: value ? t('quoted', { name: value }) : t('choose'),
        }))}
        onChange={onChange}
      />
    </>
  )
}
