import { TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import classes from './words.module.css'

type Props = { label: string; value: string; onChange: (value: string) => void; type?: string }

/** The room a browser's own picker of a day, a week or a month takes, in pixels. */
const PICKER = 170

/** A text that stands in the sentence and is typed there. */
export function TextWord({ label, value, onChange, type }: Props) {
  const { t } = useTranslation('segments')
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
      w={type ? PICKER : `${Math.min(Math.max(value.length, t('type').length) + 2, 30)}ch`}
    />
  )
}
