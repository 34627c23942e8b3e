import { Button, Group, Modal, Select, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useShop } from '~/shared/api/shop'
import { ProblemNotice } from '~/shared/page/ProblemNotice'
import { Filling, isObject } from './Filling'
import { Looks } from './Looks'
import { type KeptText, type Language, useDiscardText, useSaveText } from './queries'

const LANGUAGES: Language[] = ['en', 'uk', 'ru']

/** A letter to begin with: what programs tell stands in `data`. */
const BODY = `<mjml>
  <mj-body>
    <mj-section>
      <mj-column>
        <mj-text>
          {{ shop.name }}: {{ data.order }}
        </mj-text>
      </mj-column>
    </mj-section>
  </mj-body>
</mjml>
`
const MONO = { input: { fontFamily: 'var(--mantine-font-family-monospace)' } }

type Props = { of?: KeptText; onClose: () => void }

/** Writes a text, and shows what becomes of it with made-up data. */
export function TextForm({ of, onClose }: Props) {
  const { t } = useTranslation('messages')
  const own = useShop().data?.language ?? 'en'
  const [form, setForm] = useState({
    name: of?.name ?? '',
    language: of?.language ?? (own as Language),
    subject: of?.subject ?? '',
    body_mjml: of?.body_mjml ?? BODY,
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
  const put = (field: keyof typeof form) => (event: { currentTarget: { value: string } }) =>
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
          <Textarea
            label={t('body')}
            autosize
            minRows={8}
            maxRows={18}
            styles={MONO}
            value={form.body_mjml}
            onChange={put('body_mjml')}
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
          {form.subject !== '' && isObject(data) && (
            <Looks body={{ ...body, language, data: JSON.parse(data) }} />
          )}
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
