import { PasswordInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'

type Props = {
  label: string
  value: string
  onChange: (value: string) => void
  isNew?: boolean
  autoFocus?: boolean
}

/** A password: one that is known to the browser's keeper, or a new one with what it must be. */
export function Password({ label, value, onChange, isNew = false, autoFocus }: Props) {
  const { t } = useTranslation('door')
  return (
    <PasswordInput
      required
      withAsterisk={false}
      label={label}
      description={isNew ? t('passwordNote') : undefined}
      autoComplete={isNew ? 'new-password' : 'current-password'}
      minLength={isNew ? 10 : undefined}
      autoFocus={autoFocus}
      visibilityToggleButtonProps={{ 'aria-label': t('showPassword') }}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}
