import { useTranslation } from 'react-i18next'
import { choicesUntil } from '~/know/revenue/period'
import { Choice } from '~/shared/sentence/Choice'
import { Sentence } from '~/shared/sentence/Sentence'
import { type AbcQuestion, CHOICES } from './options'

type Props = {
  question: AbcQuestion
  /** The moment of the newest order, by which years are offered. */
  newest?: string
  onChange: (change: Partial<AbcQuestion>) => void
}

const LATELY = 'lately'

/** “*Customers* by *revenue* over *the last twelve months*, their steadiness by *month* …” */
export function Question({ question, newest, onChange }: Props) {
  const { t } = useTranslation('abc')
  const choice = (word: keyof typeof CHOICES) => (
    <Choice
      label={t(`labels.${word}`)}
      value={question[word] as string}
      options={CHOICES[word].map((value) => ({
        value,
        label: t(`choices.${word}.${value}`),
        note: t(`notes.${word}.${value}`, { defaultValue: '' }),
      }))}
      onChange={(value) => onChange({ [word]: value })}
    />
  )
  const years = newest ? choicesUntil(newest).years : []
  const asked = question.period ?? LATELY
  const period = (
    <Choice
      label={t('labels.period')}
      value={asked}
      options={[...new Set([LATELY, ...years, asked])].map((value) => ({
        value,
        label: value === LATELY ? t('choices.period.lately') : t('choices.period.year', { year: value }),
      }))}
      onChange={(value) => onChange({ period: value === LATELY ? undefined : value })}
    />
  )
  const [of, value, by, seasonal] = [choice('of'), choice('value'), choice('by'), choice('seasonal')]
  return (
    <Sentence slice="abc" name="sentence" words={{ of, value, period, by, seasonal }} />
  )
}
