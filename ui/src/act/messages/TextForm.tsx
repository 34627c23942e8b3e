import { Button, Group, Modal, Select, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MessagePreviewIn } from '~/client'
import { useShop } from '~/shared/api/shop'
import { ProblemNotice } from '~/shared/page/ProblemNotice'
import { empty, LetterBody } from '../letters/LetterBody'
import { Filling, isObject } from './Filling'
import { Looks } from './Looks'
import { type KeptText, type Language, useDiscardText, useMessagePreview, useSaveText } from './queries'

const LANGUAGES: Language[] = ['en', 'uk', 'ru']

type Props = { of?: KeptText; onClose: () => void }

/** What is to be shown, once the data can be read. */
function told(settled: string): MessagePreviewIn | null {
  const { data, ...body } = JSON.parse(settled)
  return isObject(data) ? { ...body, data: JSON.parse(data) } : null
}

/** Writes a text, and shows what becomes of it with made-up data. */
export function TextForm({ of, onClose }: Props) {
  const { t } = useTranslation('messages')
  const own = useShop().data?.language ?? 'en'
  const [form, setForm] = useState({
    name: of?.name ?? '',
    language: of?.language ?? (own as Language),
    subject: of?.subject ?? '',
    body_mjml: of?.body_mjml ?? '',
    design: of ? (of.design ?? null) : empty('owed'),
    note: of?.note ?? '',
  })
  const [data, setData] = useState('{ "order": "1042" }')
  const [save, discard] = [useSaveText(), useDiscardText()]
  const { name, language, ...body } = form
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    await save.mutateAsync({ path: { name, language }, body }).then(onClose, () => undefined)
  }
  const remove = () => discard.mutateAsync({ name, language }).then(onClose, () => undefined)
  const [settled] = useDebouncedValue(JSON.stringify({ ...body, language, data }), 300)
  const shown = useMessagePreview(told(settled))
  const put = (field: 'name' | 'subject' | 'note') => (event: { currentTarget: { value: string } }) =>
    setForm({ ...form, [field]: event.currentTarget.value })
  return (
    <Modal
      opened
      onClose={onClose}
      size="xl"
      title={t(of ? 'changeText' : 'newText')}
      closeButtonProps={{ 'aria-label': t('words:close') }}
    >
      <form onSubmit={submit}>
        <Stack gap="md">
          <Group grow align="flex-start">
            <TextInput
              required
              readOnly={of !== undefined}
              label={t('name')}
              description={t('nameNote')}
              value={name}
              onChange={put('name')}
            />
            <Select
              label={t('language')}
              description={t('languageNote')}
              allowDeselect={false}
              readOnly={of !== undefined}
              value={language}
              data={LANGUAGES.map((value) => ({ value, label: t(`languages.${value}`) }))}
              onChange={(value) => setForm({ ...form, language: value as Language })}
            />
          </Group>
          <TextInput label={t('campaigns:subject')} value={form.subject} onChange={put('subject')} />
          <LetterBody
            body={{ body_mjml: form.body_mjml, design: form.design }}
            onChange={(said) => setForm({ ...form, ...said })}
            language={language}
            footing="owed"
            problems={shown.data?.problems}
          />
          <Textarea
            label={t('note')}
            description={t('noteNote')}
            autosize
            minRows={2}
            value={form.note}
            onChange={put('note')}
          />
          <Filling value={data} onChange={setData} />
          {isObject(data) && <Looks asked={shown} />}
          {save.error !== null && <ProblemNotice error={save.error} />}
          {discard.error !== null && <ProblemNotice error={discard.error} />}
          <Group gap="sm">
            <Button type="submit" loading={save.isPending}>
              {t('keep')}
            </Button>
            {of && (
              <Button variant="default" loading={discard.isPending} onClick={remove}>
                {t('remove')}
              </Button>
            )}
          </Group>
          <Text size="sm" c="dimmed">
            {t('fields')}
          </Text>
        </Stack>
      </form>
    </Modal>
  )
}
