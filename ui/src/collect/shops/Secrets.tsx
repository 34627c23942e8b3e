import { Checkbox, PasswordInput, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Kind, Papers } from './queries'

type Props = {
  kind: Kind
  papers: Papers
  onChange: (papers: Papers) => void
  /** Which there are already: then an empty field leaves what is kept. */
  kept?: { signing: boolean; api: boolean }
}

/** What a shop signs with and what its API is asked with: goes in, never comes out. */
export function Secrets({ kind, papers, onChange, kept }: Props) {
  const { t } = useTranslation('shops')
  const note = (of: 'signing' | 'api') =>
    kept?.[of] ? t('papers.kept') : t(`papers.${of}Note.${kind}`)
  const text = (field: 'signing_secret' | 'api_name' | 'api_secret' | 'consent_field') => ({
    value: papers[field] ?? '',
    onChange: (event: { currentTarget: { value: string } }) =>
      onChange({ ...papers, [field]: event.currentTarget.value }),
  })
  const eye = { 'aria-label': t('papers.show') }
  return (
    <>
      <PasswordInput
        label={t(`papers.signing.${kind}`)}
        description={note('signing')}
        autoComplete="new-password"
        visibilityToggleButtonProps={eye}
        {...text('signing_secret')}
      />
      {kind === 'woocommerce' && (
        <TextInput
          label={t('papers.apiName')}
          description={t('papers.apiNameNote')}
          placeholder="ck_…"
          autoComplete="off"
          {...text('api_name')}
        />
      )}
      <PasswordInput
        label={t(`papers.api.${kind}`)}
        description={note('api')}
        autoComplete="new-password"
        visibilityToggleButtonProps={eye}
        {...text('api_secret')}
      />
      {kind === 'woocommerce' && (
        <>
          <TextInput
            label={t('papers.consent')}
            description={t('papers.consentNote')}
            {...text('consent_field')}
          />
          <Checkbox
            label={t('papers.ownNetwork')}
            checked={papers.own_network ?? false}
            onChange={(event) => onChange({ ...papers, own_network: event.currentTarget.checked })}
          />
        </>
      )}
    </>
  )
}
