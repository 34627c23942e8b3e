import { Select, Textarea, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { LANGUAGE_NAMES, LANGUAGES, type Language } from '~/app/i18n'
import { Panel } from '~/shared/page/Panel'
import type { Design, TextProblem } from '../../letters/blocks'
import { LetterBody } from '../../letters/LetterBody'
import { type MessageChannel, usePreview, useRecipes } from '../queries'
import type { Draft } from './useDraft'
import { Ways } from './Ways'

const CHANNELS: MessageChannel[] = ['email', 'sms', 'telegram', 'webhook']

/** The blanks of a first short text, as the program spells them. */
const BLANKS = { shop: '{{ shop.name }}', out: '{{ unsubscribe_url }}' }

type Change = (change: Partial<Draft>) => void
type Props = {
  id: string
  version: number
  draft: Draft
  way: number
  onWay: (way: number) => void
  onChange: Change
}

/** What they will read. Another language brings its ready letter, unless this one was rewritten. */
export function Letter({ id, version, draft, way, onWay, onChange }: Props) {
  const { t } = useTranslation('campaigns')
  const recipes = useRecipes().data ?? []
  const seen = usePreview(id, { customer: null, variant: way }, version).data

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
    const same = (design: unknown) => JSON.stringify(design) === JSON.stringify(draft.design)
    const untouched = recipes.find((one) => same(one.design))
    const ready = recipes.find((one) => one.language === language && one.code === untouched?.code)
    const letter = ready && { subject: ready.subject, design: ready.design }
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
        <Body said={said} onSay={say} language={draft.language} problems={seen?.problems} />
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
type Words = { subject: string; body_mjml: string; design: Design | null; note: string }

type BodyProps = {
  said: Partial<Words>
  onSay: (words: Partial<Words>) => void
  language: Language
  problems?: TextProblem[]
}

/** Subject and body of a letter, or a ready one in their place. */
function Body({ said, onSay, language, problems }: BodyProps) {
  const { t } = useTranslation('letters')
  const recipes = (useRecipes().data ?? []).filter((one) => one.language === language)
  const take = (code: string | null) => {
    const recipe = recipes.find((one) => one.code === code)
    if (recipe) onSay({ subject: recipe.subject, body_mjml: '', design: recipe.design })
  }
  return (
    <>
      <Select
        label={t('recipe')}
        description={t('recipeNote')}
        placeholder={t('recipePick')}
        value={null}
        data={recipes.map(({ code, name }) => ({ value: code, label: name }))}
        onChange={take}
      />
      <TextInput
        label={t('campaigns:subject')}
        value={said.subject ?? ''}
        onChange={(event) => onSay({ subject: event.currentTarget.value })}
      />
      <LetterBody
        body={{ body_mjml: said.body_mjml ?? '', design: said.design ?? null }}
        onChange={onSay}
        language={language}
        problems={problems}
      />
    </>
  )
}
