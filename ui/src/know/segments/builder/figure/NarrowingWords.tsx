import { UnstyledButton } from '@mantine/core'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { Measure } from '../../rule/figure'
import { isWindow, type Narrowing, valueOf } from '../../rule/narrowing'
import classes from '../builder.module.css'
import { useVocabulary } from '../vocabulary'
import { MoneyWord } from '../words/MoneyWord'
import { NumberWord } from '../words/NumberWord'
import { Phrase } from '../words/Phrase'
import { TextWord } from '../words/TextWord'
import { ValuesWord } from '../words/ValuesWord'

type Props = { measure: Measure; name: Narrowing; onChange: (value: unknown) => void }

/** One narrowing as it stands after its figure, and the way to leave it out again. */
export function NarrowingWords({ measure, name, onChange }: Props) {
  const { t } = useTranslation('segments')
  const value = valueOf(measure, name)
  const names = useNarrowingNames()
  return (
    <span className={classes.narrowing}>
      {' '}
      <Said name={name} value={value} onChange={onChange} />
      {JOINED}
      <UnstyledButton
        className={classes.out}
        aria-label={t('narrow.less', { what: names(name) })}
        onClick={() => onChange(undefined)}
      >
        ×
      </UnstyledButton>
    </span>
  )
}

/** Keeps the cross on the line of what it leaves out. */
const JOINED = '\u2060'

type SaidProps = { name: Narrowing; value: unknown; onChange: (value: unknown) => void }

function Said({ name, value, onChange }: SaidProps) {
  const { currency } = useVocabulary()
  const names = useNarrowingNames()
  const label = names(name)
  const place = (typed: ReactElement, count?: number) => (
    <Phrase name={`narrow.${name}`} count={count} words={{ n: typed }} />
  )
  if (name === 'from' || name === 'until') {
    const day = String(value)
    return place(<TextWord type="date" label={label} value={day} onChange={onChange} />)
  }
  if (isWindow(name)) {
    const n = Number(value)
    const count = Number.isNaN(n) ? 0 : n
    return place(<NumberWord whole min={1} label={label} value={n} onChange={onChange} />, count)
  }
  if (name === 'worth-least' || name === 'worth-most') {
    const money = <MoneyWord label={label} value={Number(value)} onChange={onChange} />
    return (
      <>
        {place(money)} {currency}
      </>
    )
  }
  return <Values name={name} values={value as string[]} onChange={onChange} />
}

type ValuesProps = { name: Narrowing; values: string[]; onChange: (values: string[]) => void }

function Values({ name, values, onChange }: ValuesProps) {
  const { words, optionsOf } = useVocabulary()
  const names = useNarrowingNames()
  const seen = words.filters.find((filter) => filter.word === name)?.values ?? []
  const isStatus = name === 'status'
  const typed = (
    <ValuesWord
      free={!isStatus}
      label={names(name)}
      values={values}
      options={
        isStatus ? optionsOf(words.statuses) : seen.map((value) => ({ value, label: value }))
      }
      onChange={onChange}
    />
  )
  return <Phrase name={`narrow.${name}`} words={{ n: typed }} />
}

/** What a narrowing is called where it is offered. */
export function useNarrowingNames() {
  const { t } = useTranslation('segments')
  const { words, called } = useVocabulary()
  return (name: Narrowing): string => {
    const isFilter = words.filters.some((filter) => filter.word === name)
    return isFilter ? called(words.filters, name) : t(`narrow.names.${name}`)
  }
}
