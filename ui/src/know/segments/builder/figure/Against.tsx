import { useTranslation } from 'react-i18next'
import type { SegmentAgainst } from '~/client'
import { Choice } from '~/shared/sentence/Choice'
import type { Measure } from '../../rule/figure'
import { useVocabulary } from '../vocabulary'
import { MoneyWord } from '../words/MoneyWord'
import { NumberWord } from '../words/NumberWord'
import { MeasureWords } from './MeasureWords'
import { useUnit } from './Unit'

type Props = {
  than: SegmentAgainst
  measure: Measure
  onChange: (than: SegmentAgainst) => void
}

/** A number, or so many times another figure of the same customer. */
export function Against({ than, measure, onChange }: Props) {
  const { t } = useTranslation('segments')
  const { isMoney } = useVocabulary()
  if ('number' in than) {
    const Typed = isMoney(measure.quantity) ? MoneyWord : NumberWord
    return (
      <>
        <Typed
          label={t('number')}
          value={than.number}
          onChange={(number) => onChange({ number })}
        />{' '}
        <UnitOrFigure than={than} measure={measure} onChange={onChange} />
      </>
    )
  }
  const { times = 1, measure: own } = than.own
  return (
    <>
      <NumberWord
        label={t('times')}
        value={times}
        onChange={(next) => onChange({ own: { times: next, measure: own } })}
      />{' '}
      ×{' '}
      <MeasureWords
        measure={own}
        onChange={(next) => onChange({ own: { times, measure: next } })}
        onNumber={() => onChange({ number: 1 })}
      />
    </>
  )
}

/** “days”, “EUR”: what the number is counted in, or a figure in place of that. */
function UnitOrFigure({ than, measure, onChange }: Props) {
  const { t } = useTranslation('segments')
  const { words, optionsOf } = useVocabulary()
  const unit = useUnit()
  const n = 'number' in than ? than.number : 1
  return (
    <Choice<string>
      label={t('numberOrFigure')}
      value=""
      options={[
        { value: '', label: unit(measure.quantity, n) },
        ...optionsOf(words.quantities).map((one) => ({ ...one, label: `× ${one.label}` })),
      ]}
      onChange={(quantity) => {
        if (!quantity) return
        const own = { quantity: quantity as Measure['quantity'] }
        onChange({ own: { times: 1.5, measure: own } })
      }}
    />
  )
}
