import {
  Alert,
  Button,
  Code,
  CopyButton,
  Group,
  Modal,
  Stack,
  Text,
  TextInput,
} from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ProblemNotice } from '~/shared/page/ProblemNotice'
import { useAddress } from '~/shared/sentence/useAddress'
import { type CreatedKey, useMakeKey } from './queries'
import { Snippets } from './Snippets'

/** Names a source, makes its key, and shows the secret this once with what to do with it. */
export function Connect({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('sources')
  const make = useMakeKey()
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('connect')}
      size="xl"
      closeButtonProps={{ 'aria-label': t('words:close') }}
    >
      {make.data ? (
        <Made created={make.data} onClose={onClose} />
      ) : (
        <Naming onName={(name) => make.mutate(name)} isPending={make.isPending} />
      )}
      {make.error && <ProblemNotice error={make.error} />}
    </Modal>
  )
}

function Naming(props: { onName: (name: string) => void; isPending: boolean }) {
  const { t } = useTranslation('sources')
  const [name, setName] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    props.onName(name)
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <TextInput
          data-autofocus
          label={t('name.label')}
          description={t('name.note')}
          placeholder="web"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Group>
          <Button type="submit" loading={props.isPending} disabled={name.trim() === ''}>
            {t('make')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

function Made({ created, onClose }: { created: CreatedKey; onClose: () => void }) {
  const { t } = useTranslation('sources')
  const [, change] = useAddress()
  const look = () => {
    change({ source: created.name })
    onClose()
  }
  return (
    <Stack gap="md">
      <Alert title={t('once.title')}>
        <Stack gap="xs">
          <Text size="sm">{t('once.why')}</Text>
          <Group gap="sm">
            <Code style={{ overflowWrap: 'anywhere' }}>{created.secret}</Code>
            <CopyButton value={created.secret}>
              {({ copied, copy }) => (
                <Button size="xs" variant="default" onClick={copy}>
                  {copied ? t('copied') : t('copy')}
                </Button>
              )}
            </CopyButton>
          </Group>
        </Stack>
      </Alert>
      <Snippets secret={created.secret} />
      <Group>
        <Button onClick={look}>{t('look')}</Button>
      </Group>
    </Stack>
  )
}
