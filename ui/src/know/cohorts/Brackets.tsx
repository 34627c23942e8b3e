import { TextInput } from '@mantine/core'
import { type KeyboardEvent, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { areBrackets } from './options'

type Props = { value: string; onChange: (value: string) => void }

/** The days at which each customer's own time is cut; asked when Enter is pressed or it is left. */
export function Brackets({ value, onChange }: Props) {
  const { t } = useTranslation('cohorts')
  const [typed, setTyped] = useState(value)
  useEffect(() => setTyped(value), [value])
  const tidy = typed.split(/[\s,;]+/).filter(Boolean).join(',')
  const wrong = !areBrackets(tidy)
  const tell = () => !wrong && tidy !== value && onChange(tidy)
  return (
    <TextInput
      maw={320}
      label={t('brackets.label')}
      description={t('brackets.note')}
      error={wrong && t('brackets.wrong')}
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={tell}
      onKeyDown={(event: KeyboardEvent) => event.key === 'Enter' && tell()}
    />
  )
}
