import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { Choice } from '~/shared/sentence/Choice'
import { Sentence } from '~/shared/sentence/Sentence'
import { Brackets } from './Brackets'
import { CHOICES, type CohortOptions, splitOf } from './options'

type Props = { options: CohortOptions; onChange: (change: Partial<CohortOptions>) => void }
type Word = 'split' | 'by' | 'entry' | 'count' | 'mode' | 'measure' | 'of'

/** “Customers grouped by *when they came*, the *month* of *their first order*, who …” */
export function Question({ options, onChange }: Props) {
  const { t } = useTranslation('cohorts')
  const split = splitOf(options)

  /** The stretch of time is named by its length; a length groups people, or only cuts time. */
  const label = (word: Word, value: string) => {
    if (word === 'mode' && value !== 'brackets') return t(`choices.mode.${value}.${options.by}`)
    return t(`choices.${word === 'by' && split ? 'step' : word}.${value}`)
  }

  const choice = (word: Word): ReactElement => (
    <Choice
      label={t(`labels.${word === 'by' && split ? 'step' : word}`)}
      value={options[word] as string}
      options={CHOICES[word].map((value) => ({
        value,
        label: label(word, value),
        note: word === 'count' ? t(`definitions.${value}`) : undefined,
      }))}
      onChange={(value) => onChange({ [word]: value })}
    />
  )

  return (
    <>
      <Sentence
        slice="cohorts"
        name={split ? 'groupSentence' : 'sentence'}
        words={{
          split: choice('split'),
          by: choice('by'),
          entry: choice('entry'),
          count: choice('count'),
          mode: choice('mode'),
          measure: choice('measure'),
        }}
      />
      {options.measure === 'rate' && (
        <Sentence slice="cohorts" name="ofSentence" words={{ of: choice('of') }} />
      )}
      {options.mode === 'brackets' && (
        <Brackets value={options.brackets ?? ''} onChange={(brackets) => onChange({ brackets })} />
      )}
    </>
  )
}
