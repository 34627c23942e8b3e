import { Select, Textarea, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { LANGUAGE_NAMES, LANGUAGES, type Language } from '~/app/i18n'
import { Panel } from '~/shared/page/Panel'
import { type MessageChannel, useRecipes } from '../queries'
import type { Draft } from './useDraft'

const CHANNELS: MessageChannel[] = ['email', 'sms', 'telegram', 'webhook']

/** The blanks of a first short text, as the program spells them. */
const BLANKS = { shop: '{{ shop.name }}', out: '{{ unsubscribe_url }}' }

type Props = { draft: Draft; onChange: (change: Partial<Draft>) => void }

/** What they will read. Another language brings its ready letter, unless this one was rewritten. */
export function Letter({ draft, onChange }: Props) {
  const { t } = useTranslation('campaigns')
  const recipes = useRecipes().data ?? []

  const go = (channel: MessageChannel) => {
    const empty = channel !== 'email' && draft.note.trim() === ''
    onChange({ channel, ...(empty && { note: t('noteStart', BLANKS) }) })
  }
  const speak = (language: Language) => {
    const untouched = recipes.some((one) => one.body_mjml === draft.body_mjml)
    const ready = recipes.find((one) => one.language === language)
    const letter = untouched && ready && { subject: ready.subject, body_mjml: ready.body_mjml }
    onChange({ language, ...letter })
  }

  return (
    <Panel title={t('what')} note={t('whatNote')}>
      <Select
        label={t('channel')}
        value={draft.channel}
        allowDeselect={false}
        data={CHANNELS.map((value) => ({ value, label: t(`channels.${value}`) }))}
        onChange={(value) => value && go(value as MessageChannel)}
      />
      <Select
        label={t('language')}
        value={draft.language}
        allowDeselect={false}
        data={LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
        onChange={(value) => value && speak(value as Language)}
      />
      {draft.channel === 'email' ? (
        <Body draft={draft} onChange={onChange} />
      ) : (
        <Textarea
          label={t('note')}
          description={t(draft.channel === 'webhook' ? 'noteBeside' : 'noteInside')}
          autosize
          minRows={4}
          value={draft.note}
          onChange={(event) => onChange({ note: event.currentTarget.value })}
        />
      )}
    </Panel>
  )
}

/** Subject and layout of a letter. */
function Body({ draft, onChange }: Props) {
  const { t } = useTranslation('campaigns')
  return (
    <>
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
    </>
  )
}
