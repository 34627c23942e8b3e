import { useTranslation } from 'react-i18next'
import type { SegmentProfile as Profile } from '~/client'
import { Choice } from '~/shared/sentence/Choice'
import { useVocabulary } from '../vocabulary'
import { TextWord } from '../words/TextWord'
import { ValuesWord } from '../words/ValuesWord'

type Props = { profile: Profile; onChange: (profile: Profile) => void }
type Way = 'is' | 'contains' | 'starts-with' | 'known'

const WAYS: Way[] = ['is', 'contains', 'starts-with', 'known']

/** What is known of a customer: “country is Germany”, “e-mail is known”. */
export function About({ profile: { field, test }, onChange }: Props) {
  const { t } = useTranslation('segments')
  const { words, optionsOf, called } = useVocabulary()
  const way = wayOf(test)
  const seen = words.filters.find((filter) => filter.word === field)?.values ?? []
  return (
    <>
      <Choice<Profile['field']>
        label={t('kinds.profile.name')}
        value={field}
        options={optionsOf(words.fields)}
        onChange={(next) => onChange({ field: next, test: way === 'is' ? { is: [] } : test })}
      />{' '}
      <Choice<Way>
        label={t('way')}
        value={way}
        options={WAYS.map((value) => ({ value, label: t(`ways.${value}`) }))}
        onChange={(next) => onChange({ field, test: testOf(next, textOf(test)) })}
      />{' '}
      {test !== 'known' &&
        ('is' in test ? (
          <ValuesWord
            free
            label={called(words.fields, field)}
            values={test.is}
            options={seen.map((value) => ({ value, label: value }))}
            onChange={(is) => onChange({ field, test: { is } })}
          />
        ) : (
          <TextWord
            label={called(words.fields, field)}
            value={textOf(test)}
            onChange={(text) => onChange({ field, test: testOf(way, text) })}
          />
        ))}
    </>
  )
}

function wayOf(test: Profile['test']): Way {
  return test === 'known' ? test : (Object.keys(test)[0] as Way)
}

function textOf(test: Profile['test']): string {
  if (test === 'known') return ''
  if ('is' in test) return test.is[0] ?? ''
  return 'contains' in test ? test.contains : test['starts-with']
}

function testOf(way: Way, text: string): Profile['test'] {
  if (way === 'known') return way
  if (way === 'is') return { is: text ? [text] : [] }
  return way === 'contains' ? { contains: text } : { 'starts-with': text }
}
