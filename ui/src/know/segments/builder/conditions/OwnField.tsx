import { useTranslation } from 'react-i18next'
import type { SegmentField as Field, SegmentFieldTest as Test, SegmentOwnField } from '~/client'
import { useFieldWords } from '~/shared/fields/useFieldWords'
import { Choice } from '~/shared/sentence/Choice'
import { useVocabulary } from '../vocabulary'
import { NumberWord } from '../words/NumberWord'
import { TextWord } from '../words/TextWord'
import { ValuesWord } from '../words/ValuesWord'
import { begunAs, isDayWay, shapeOf, wayOf, waysOf } from './ownWays'

type Props = { of: Field; onChange: (of: Field) => void }

/** What is known in a field of the shop's own: “Birthday comes within the next 7 days”. */
export function OwnField({ of: { field, test }, onChange }: Props) {
  const { t } = useTranslation('segments')
  const { words, called } = useVocabulary()
  const { nameOf } = useFieldWords()
  const own = words.own_fields.find(({ key }) => key === field)
  const way = wayOf(test)
  // A field that was put away, or asked in a way of another kind, keeps the words it came with.
  const ways = own ? waysOf(own.kind) : []
  const offered = ways.includes(way) ? ways : [...ways, way]
  const label = own ? nameOf(own) : field
  const labelOf = (one: string) =>
    one.startsWith('compare-') ? called(words.comparisons, one.slice(8)) : t(`ownWays.${one}`)
  const fields = words.own_fields.map((one) => ({ value: one.key, label: nameOf(one) }))
  return (
    <>
      <Choice<string>
        label={t('kinds.field.name')}
        value={field}
        options={own ? fields : [...fields, { value: field, label: field }]}
        onChange={(key) => onChange({ field: key, test: keptFor(words.own_fields, key, test) })}
      />{' '}
      <Choice<string>
        label={t('way')}
        value={way}
        options={offered.map((value) => ({ value, label: labelOf(value) }))}
        onChange={(next) => onChange({ field, test: begunAs(next, test) })}
      />{' '}
      <Value
        label={label}
        test={test}
        choices={own?.choices ?? []}
        onChange={(next) => onChange({ field, test: next })}
      />
    </>
  )
}

/** The test, where the other field can be asked so; else the first way in which it can. */
function keptFor(fields: SegmentOwnField[], key: string, test: Test): Test {
  const kind = fields.find((one) => one.key === key)?.kind
  const ways = kind ? waysOf(kind) : []
  return ways.includes(wayOf(test)) ? test : begunAs(ways[0] ?? 'known', test)
}

type ValueProps = {
  label: string
  test: Test
  choices: string[]
  onChange: (test: Test) => void
}

function Value({ label, test, choices, onChange }: ValueProps) {
  const { t } = useTranslation('segments')
  const shape = shapeOf(test)
  switch (shape.kind) {
    case 'none':
      return null
    case 'values':
      return (
        <ValuesWord
          free={choices.length === 0}
          label={label}
          values={shape.is}
          options={choices.map((value) => ({ value, label: value }))}
          onChange={(is) => onChange({ is })}
        />
      )
    case 'text':
      return (
        <TextWord label={label} value={shape.text} onChange={(text) => onChange(shape.with(text))} />
      )
    case 'number':
      return (
        <>
          <NumberWord
            label={label}
            whole={shape.inDays}
            min={shape.inDays ? 1 : undefined}
            value={shape.number}
            onChange={(number) => onChange(shape.with(number))}
          />
          {shape.inDays && <> {t('ownDays', { count: shape.number || 0 })}</>}
        </>
      )
    case 'two': {
      const Word = isDayWay(wayOf(test)) ? DayWord : PlainNumber
      const [one, other] = shape.two
      return (
        <>
          <Word
            label={`${label} · ${t('ownFirst')}`}
            value={one}
            onChange={(next) => onChange(shape.with([next, other]))}
          />{' '}
          {t('ownAnd')}{' '}
          <Word
            label={`${label} · ${t('ownLast')}`}
            value={other}
            onChange={(next) => onChange(shape.with([one, next]))}
          />
        </>
      )
    }
    case 'day':
      return (
        <DayWord label={label} value={shape.day} onChange={(day) => onChange(shape.with(day))} />
      )
  }
}

type WordProps = { label: string; value: string; onChange: (value: string) => void }

function DayWord(props: WordProps) {
  return <TextWord type="date" {...props} />
}

function PlainNumber({ label, value, onChange }: WordProps) {
  return (
    <NumberWord
      label={label}
      value={value === '' ? Number.NaN : Number(value)}
      onChange={(number) => onChange(Number.isNaN(number) ? '' : String(number))}
    />
  )
}
