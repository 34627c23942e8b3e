import { Select, Textarea, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { LANGUAGE_NAMES, LANGUAGES, type Language } from '~/app/i18n'
import { Panel } from '~/shared/page/Panel'
import { type MessageChannel, useRecipes } from '../queries'
import type { Draft } from './useDraft'
import { Ways } from './Ways'

const CHANNELS: MessageChannel[] = ['email', 'sms', 'telegram', 'webhook']

/** The blanks of a first short text, as the program spells them. */
const BLANKS = { shop: '{{ shop.name }}', out: '{{ unsubscribe_url }}' }

type Change = (change: Partial<Draft>) => void
type Props = { draft: Draft; way: number; onWay: (way: number) => void; onChange: Change }

/** What they will read. Another language brings its ready letter, unless this one was rewritten. */
export function Letter({ draft, way, onWay, onChange }: Props) {
  const { t } = useTranslation('campaigns')
  const recipes = useRecipes().data ?? []

  const said = draft.variants[way - 1] ?? draft
  const say = (words: Partial<Words>) =>
    onChange(
      way === 0
        ? words
        : { variants: draft.variants.map((one, at) => (at === way - 1 ? { ...one, ...words } : one)) },
    )
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
      <Ways draft={draft} way={way} onWay={onWay} onChange={onChange} />
      {draft.channel === 'email' ? (
        <Body said={said} onSay={say} />
      ) : (
        <Textarea
          label={t('note')}
          description={t(draft.channel === 'webhook' ? 'noteBeside' : 'noteInside')}
          autosize
          minRows={4}
          value={said.note ?? ''}
          onChange={(event) => say({ note: event.currentTarget.value })}
        />
      )}
    </Panel>
  )
}

/** The words of one way of saying it. */
type Words = { subject: string; body_mjml: string; note: string }

type BodyProps = { said: Partial<Words>; onSay: (words: Partial<Words>) => void }

/** Subject and layout of a letter. */
function Body({ said, onSay }: BodyProps) {
  const { t } = useTranslation('campaigns')
  return (
    <>
      <TextInput
        label={t('subject')}
        value={said.subject ?? ''}
        onChange={(event) => onSay({ subject: event.currentTarget.value })}
      />
      <Textarea
        label={t('body')}
        description={t('bodyNote')}
        rows={16}
        spellCheck={false}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 13 } }}
        value={said.body_mjml ?? ''}
        onChange={(event) => onSay({ body_mjml: event.currentTarget.value })}
      />
    </>
  )
}
