import { useTranslation } from 'react-i18next'
import { Choice } from '~/shared/sentence/Choice'
import {
  type Asked,
  askedAnew,
  askedOf,
  type Compare,
  type Figure,
  type Measure,
  measureOf,
  ofMeasure,
} from '../../rule/figure'
import { useVocabulary } from '../vocabulary'
import { MoneyWord } from '../words/MoneyWord'
import { NumberWord } from '../words/NumberWord'
import { Phrase } from '../words/Phrase'
import { MeasureWords } from './MeasureWords'
import { Against } from './Against'
import { Unit } from './Unit'

type Props = { figure: Figure; onChange: (figure: Figure) => void }

/** A figure of the customer and what is asked of it: “orders at least 3”. */
export function AskedFigure({ figure, onChange }: Props) {
  const { t } = useTranslation('segments')
  const { words, called, coins, isMoney } = useVocabulary()
  const measure = measureOf(figure)
  const compares: Compare[] = ['at-least', 'more', 'at-most', 'less', 'equal', 'unequal']
  const change = (next: Measure) => {
    const [was, is] = [isMoney(measure.quantity), isMoney(next.quantity)]
    onChange(ofMeasure(figure, next, was === is ? 1 : is ? coins : 1 / coins))
  }
  return (
    <>
      <MeasureWords measure={measure} onChange={change} />{' '}
      <Choice<Asked>
        label={t('comparison')}
        value={askedOf(figure)}
        options={[
          ...compares.map((value) => ({ value, label: called(words.comparisons, value) })),
          ...(['between', 'top', 'bottom'] as const).map((value) => ({
            value,
            label: t(`asked.${value}`),
          })),
        ]}
        onChange={(asked) => onChange(askedAnew(figure, asked))}
      />{' '}
      <Asking figure={figure} onChange={onChange} />
    </>
  )
}

/** The numbers the figure is held against. */
function Asking({ figure, onChange }: Props) {
  const { t } = useTranslation('segments')
  const { isMoney } = useVocabulary()
  if ('compare' in figure) {
    const { compare } = figure
    return (
      <Against
        than={compare.than}
        measure={compare.measure}
        onChange={(than) => onChange({ compare: { ...compare, than } })}
      />
    )
  }
  if ('rank' in figure) {
    const { rank } = figure
    const percent = (
      <NumberWord
        label={t('percent')}
        min={0}
        max={100}
        value={rank.percent}
        onChange={(next) => onChange({ rank: { ...rank, percent: next } })}
      />
    )
    return <Phrase name="percentOfAll" words={{ n: percent }} />
  }
  const { between } = figure
  const Typed = isMoney(between.measure.quantity) ? MoneyWord : NumberWord
  const place = (end: 'least' | 'most') => (
    <Typed
      label={t(`ends.${end}`)}
      value={between[end]}
      onChange={(next) => onChange({ between: { ...between, [end]: next } })}
    />
  )
  return (
    <>
      <Phrase name="fromUntil" words={{ least: place('least'), most: place('most') }} />{' '}
      <Unit quantity={between.measure.quantity} n={between.most} />
    </>
  )
}
