import { Button, Group, Modal, Select, Stack, TagsInput, Text, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { LANGUAGE_NAMES, LANGUAGES } from '~/app/i18n'
import type { Field, Kind } from '~/shared/fields/queries'
import { ProblemNotice } from '~/shared/page/ProblemNotice'
import { keyOf } from './key'
import { useSaveField } from './queries'

const KINDS: Kind[] = [
  'text',
  'number',
  'whole',
  'date',
  'anniversary',
  'yes_no',
  'choice',
  'choices',
]

type Props = { of?: Field; onClose: () => void }

/** A field: its names, its kind for ever, what its list offers. */
export function FieldForm({ of, onClose }: Props) {
  const { t, i18n } = useTranslation('fields')
  const [names, setNames] = useState<Field['names']>(of?.names ?? {})
  const [kind, setKind] = useState<Kind>(of?.kind ?? 'text')
  const [choices, setChoices] = useState(of?.choices ?? [])
  const [typed, setTyped] = useState<string | null>(of?.key ?? null)
  const save = useSaveField()
  // The reader's own language comes first, and the key is made of that name.
  const own = i18n.language as (typeof LANGUAGES)[number]
  const languages = [own, ...LANGUAGES.filter((one) => one !== own)]
  const key = typed ?? keyOf(languages.map((one) => names[one]).find(Boolean) ?? '')
  const hasChoices = kind === 'choice' || kind === 'choices'
  const put = (archived: boolean) => {
    const body = { kind, names, choices: hasChoices ? choices : [], archived }
    return save.mutateAsync({ key, body }).then(onClose, () => undefined)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    put(of?.archived_at != null)
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(of ? 'changeField' : 'newField')}
      closeButtonProps={{ 'aria-label': t('words:close') }}
    >
      <form onSubmit={submit}>
        <Stack gap="md">
          {languages.map((language, place) => (
            <TextInput
              key={language}
              data-autofocus={place === 0 ? true : undefined}
              label={t('nameIn', { language: LANGUAGE_NAMES[language] })}
              maxLength={60}
              value={names[language] ?? ''}
              onChange={({ currentTarget: { value } }) =>
                setNames({ ...names, [language]: value || undefined })
              }
            />
          ))}
          <Select
            label={t('kind')}
            description={t(of ? 'kindStays' : 'kindNote')}
            allowDeselect={false}
            readOnly={of !== undefined}
            value={kind}
            data={KINDS.map((value) => ({ value, label: t(`kinds.${value}.name`) }))}
            onChange={(value) => setKind(value as Kind)}
          />
          <Text size="sm" c="dimmed" mt="calc(-1 * var(--mantine-spacing-xs))">
            {t(`kinds.${kind}.note`)}
          </Text>
          {hasChoices && (
            <TagsInput
              label={t('choices')}
              description={t('choicesNote')}
              value={choices}
              onChange={setChoices}
              maxTags={100}
              acceptValueOnBlur
              splitChars={[',', ';', '\n']}
              styles={{ inputField: { outline: 'none' } }}
            />
          )}
          <TextInput
            label={t('key')}
            description={t('keyNote')}
            readOnly={of !== undefined}
            maxLength={40}
            value={key}
            onChange={({ currentTarget: { value } }) => setTyped(value)}
          />
          {save.error !== null && <ProblemNotice error={save.error} />}
          <Group gap="sm">
            <Button type="submit" loading={save.isPending}>
              {t('keep')}
            </Button>
            {of && (
              <Button variant="default" onClick={() => put(of.archived_at == null)}>
                {t(of.archived_at ? 'restore' : 'archive')}
              </Button>
            )}
          </Group>
          {of && (
            <Text size="sm" c="dimmed">
              {t('archiveNote')}
            </Text>
          )}
        </Stack>
      </form>
    </Modal>
  )
}
