import { useTranslation } from 'react-i18next'
import type { Class, Standing } from '~/client'
import { inOrder } from '~/shared/people/groups'
import { Choice } from '~/shared/sentence/Choice'
import type { Rule } from '../../queries'
import { useVocabulary } from '../vocabulary'
import { ValuesWord } from '../words/ValuesWord'

type InOneOf = Extract<Rule, { 'rfm-group': unknown } | { standing: unknown } | { abc: unknown }>
type Props = { rule: InOneOf; onChange: (rule: Rule) => void }

/** Where the reports have put a customer: a group, a standing, a class. */
export function Placed({ rule, onChange }: Props) {
  const { t } = useTranslation('segments')
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
  return (
    <>
      {t('kinds.rfm-group.said')}{' '}
      <ValuesWord
        label={t('kinds.rfm-group.name')}
        values={rule['rfm-group']}
        options={inOrder(words.rfm_groups).map((value) => ({
          value,
          label: t(`rfm:groups.${value}`, { defaultValue: value }),
        }))}
        onChange={(groups) => onChange({ 'rfm-group': groups })}
      />
    </>
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
