import { Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'

type Props = { value: string; onChange: (value: string) => void }

/** What fills the blanks of a text, as a program would tell it. */
export function Filling({ value, onChange }: Props) {
  const { t } = useTranslation('messages')
  return (
    <Textarea
      label={t('data')}
      description={t('dataNote')}
      autosize
      minRows={2}
      styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
      value={value}
      error={isObject(value) ? undefined : t('dataBad')}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  )
}

/** Whether a text is a JSON object. */
export function isObject(text: string): boolean {
  try {
    const told: unknown = JSON.parse(text)
    return typeof told === 'object' && told !== null && !Array.isArray(told)
  } catch {
    return false
  }
}
