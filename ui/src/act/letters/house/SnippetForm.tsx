import { Button, Group, Modal, Select, Stack, Text, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { LANGUAGE_NAMES, LANGUAGES, type Language } from '~/app/i18n'
import { useShop } from '~/shared/api/shop'
import { ProblemNotice } from '~/shared/page/ProblemNotice'
import type { Block, Snippet } from '../blocks'
import { BlockList } from '../editor/BlockList'
import { useDiscardSnippet, useSaveSnippet } from '../queries'

type Props = { of?: Snippet; onClose: () => void }

/** Writes a group of blocks in one language. */
export function SnippetForm({ of, onClose }: Props) {
  const { t } = useTranslation('letters')
  const own = useShop().data?.language ?? 'en'
  const [name, setName] = useState(of?.name ?? '')
  const [language, setLanguage] = useState<Language>(of?.language ?? own)
  const [blocks, setBlocks] = useState<Block[]>(of?.blocks ?? [{ kind: 'text', text: '' }])
  const [save, discard] = [useSaveSnippet(), useDiscardSnippet()]
  const path = { name: name.trim(), language }
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    await save.mutateAsync({ path, blocks }).then(onClose, () => undefined)
  }
  const remove = () => discard.mutateAsync(path).then(onClose, () => undefined)
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t(of ? 'snippets.changeTitle' : 'snippets.new')}
      closeButtonProps={{ 'aria-label': t('words:close') }}
    >
      <form onSubmit={submit}>
        <Stack gap="md">
          <Group grow align="flex-start">
            <TextInput
              required
              readOnly={of !== undefined}
              label={t('snippets.name')}
              value={name}
              onChange={({ currentTarget }) => setName(currentTarget.value)}
            />
            <Select
              label={t('snippets.language')}
              allowDeselect={false}
              readOnly={of !== undefined}
              value={language}
              data={LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
              onChange={(value) => setLanguage(value as Language)}
            />
          </Group>
          <BlockList
            blocks={blocks}
            onChange={setBlocks}
            footing="agreed"
            place="snippet"
            label={t('blocks')}
          />
          {save.error && <ProblemNotice error={save.error} />}
          {discard.error && <ProblemNotice error={discard.error} />}
          <Group gap="sm">
            <Button type="submit" loading={save.isPending} disabled={blocks.length === 0}>
              {t('words:save')}
            </Button>
            {of && (
              <Button variant="default" loading={discard.isPending} onClick={remove}>
                {t('snippets.discard')}
              </Button>
            )}
          </Group>
          {of && (
            <Text size="sm" c="dimmed">
              {t('snippets.discardNote')}
            </Text>
          )}
        </Stack>
      </form>
    </Modal>
  )
}
