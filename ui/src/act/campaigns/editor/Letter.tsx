import { Select, Textarea, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { LANGUAGE_NAMES, LANGUAGES, type Language } from '~/app/i18n'
import { Panel } from '~/shared/page/Panel'
import { useRecipes } from '../queries'
import type { Draft } from './useDraft'

type Props = { draft: Draft; onChange: (change: Partial<Draft>) => void }

/** What they will read. Another language brings its ready letter, unless this one was rewritten. */
export function Letter({ draft, onChange }: Props) {
  const { t } = useTranslation('campaigns')
  const recipes = useRecipes().data ?? []

  const speak = (language: Language) => {
    const untouched = recipes.some((one) => one.body_mjml === draft.body_mjml)
    const ready = recipes.find((one) => one.language === language)
    const letter = untouched && ready && { subject: ready.subject, body_mjml: ready.body_mjml }
    onChange({ language, ...letter })
  }

  return (
    <Panel title={t('what')} note={t('whatNote')}>
      <Select
        label={t('language')}
        value={draft.language}
        allowDeselect={false}
        data={LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
        onChange={(value) => value && speak(value as Language)}
      />
      <TextInput
        label={t('subject')}
        value={draft.subject}
        onChange={(event) => onChange({ subject: event.currentTarget.value })}
      />
      <Textarea
        label={t('body')}
        description={t('bodyNote')}
        rows={16}
        spellCheck={false}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 13 } }}
        value={draft.body_mjml}
        onChange={(event) => onChange({ body_mjml: event.currentTarget.value })}
      />
    </Panel>
  )
}
