import { NumberInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './words.module.css'

type Props = {
  label: string
  value: number
  onChange: (value: number) => void
  whole?: boolean
  min?: number
  max?: number
}

/** A number that stands in the sentence and is typed there; an empty place is no number. */
export function NumberWord({ label, value, onChange, whole, min, max }: Props) {
  const { i18n } = useTranslation()
  const [typed, setTyped] = useState<number | string>(shown(value))
  // A change from elsewhere wins over what was typed, “1.” on the way to “1.5” does not count.
  const isSame = Object.is(toNumber(typed), value)
  return (
    <NumberInput
      variant="unstyled"
      classNames={{ root: classes.place, input: classes.input }}
      aria-label={label}
      aria-invalid={Number.isNaN(value)}
      value={isSame ? typed : shown(value)}
      onChange={(next) => {
        setTyped(next)
        onChange(toNumber(next))
      }}
      hideControls
      allowDecimal={!whole}
      decimalSeparator={i18n.language === 'en' ? '.' : ','}
      allowedDecimalSeparators={['.', ',']}
      min={min}
      max={max}
      w={`${Math.max(String(isSame ? typed : shown(value)).length, 1) + 1.5}ch`}
    />
  )
}

function shown(value: number): number | string {
  return Number.isNaN(value) ? '' : value
}

function toNumber(typed: number | string): number {
  return typed === '' || typed === '-' ? Number.NaN : Number(typed)
}
