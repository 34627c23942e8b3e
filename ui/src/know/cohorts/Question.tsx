import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { Choice } from '~/shared/sentence/Choice'
import { Sentence } from '~/shared/sentence/Sentence'
import { CHOICES, type CohortOptions } from './options'

type Props = { options: CohortOptions; onChange: (change: Partial<CohortOptions>) => void }
type Word = 'by' | 'entry' | 'count' | 'mode' | 'measure'

/** “Customers by *month* of *first order*, who ordered *in* each *calendar month* …” */
export function Question({ options, onChange }: Props) {
  const { t } = useTranslation('cohorts')

  /** The stretch of time is named by its length, so its words depend on `by`. */
  const label = (word: Word, value: string) =>
    word === 'mode' ? t(`choices.mode.${value}.${options.by}`) : t(`choices.${word}.${value}`)

  const choice = (word: Word): ReactElement => (
    <Choice
      label={t(`labels.${word}`)}
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
    <Sentence
      slice="cohorts"
      name="sentence"
      words={{
        by: choice('by'),
        entry: choice('entry'),
        count: choice('count'),
        mode: choice('mode'),
        measure: choice('measure'),
      }}
    />
  )
}
