import { TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import classes from './words.module.css'

type Props = { label: string; value: string; onChange: (value: string) => void; type?: string }

/** A text that stands in the sentence and is typed there. */
export function TextWord({ label, value, onChange, type }: Props) {
  const { t } = useTranslation('segments')
  const isDay = type === 'date'
  return (
    <TextInput
      variant="unstyled"
      type={type}
      classNames={{ root: classes.place, input: classes.input }}
      aria-label={label}
      aria-invalid={value === ''}
      placeholder={t('type')}
      value={value}
      maxLength={200}
      onChange={(event) => onChange(event.currentTarget.value)}
      w={isDay ? 150 : `${Math.min(Math.max(value.length, t('type').length) + 2, 30)}ch`}
    />
  )
}
