import { PasswordInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'

type Props = {
  label: string
  kept: boolean
  value: string | null | undefined
  onChange: (value: string | undefined) => void
}

/** What a channel signs in with: goes in, never comes out. */
export function Secret({ label, kept, value, onChange }: Props) {
  const { t } = useTranslation('settings')
  return (
    <PasswordInput
      label={label}
      description={t(kept ? 'channels.secretKept' : 'channels.secretMissing')}
      autoComplete="new-password"
      visibilityToggleButtonProps={{ 'aria-label': t('channel.showPassword') }}
      value={value ?? ''}
      onChange={(event) => onChange(event.currentTarget.value || undefined)}
    />
  )
}
