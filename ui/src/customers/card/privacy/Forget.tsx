import { Alert, Button, Group, Modal, Stack, Table, Text, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Answer } from '~/shared/page/Answer'
import { ProblemNotice } from '~/shared/page/ProblemNotice'
import { useFormat } from '~/shared/words/useFormat'
import { type Place, type Privacy, useForget, usePrivacy, type Verb } from './queries'

type Props = { id: string; name: string; verb: Verb; onClose: () => void }

/** Shows what would become of a person, and does it once his name is typed. */
export function Forget({ id, name, verb, onClose }: Props) {
  const { t } = useTranslation('privacy')
  const asked = usePrivacy(id)
  return (
    <Modal
      opened
      size="lg"
      onClose={onClose}
      title={t(`ask.${verb}`, { name })}
      closeButtonProps={{ 'aria-label': t('words:close') }}
    >
      <Stack gap="md">
        <Text size="sm">{t(`does.${verb}`)}</Text>
        <Answer of={asked} height={200}>
          {(privacy) => <Decide id={id} verb={verb} privacy={privacy} onClose={onClose} />}
        </Answer>
      </Stack>
    </Modal>
  )
}

type DecideProps = { id: string; verb: Verb; privacy: Privacy; onClose: () => void }

function Decide({ id, verb, privacy, onClose }: DecideProps) {
  const { t } = useTranslation('privacy')
  const format = useFormat()
  const [typed, setTyped] = useState('')
  const forget = useForget(id)
  const navigate = useNavigate()
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const done = await forget.mutateAsync({ verb, confirm: typed }).catch(() => null)
    if (done) navigate({ to: '/collect/privacy' } as never)
  }
  const { waiting } = privacy
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        {waiting?.due_at && (
          <Alert>{t('waiting', { day: format.momentDay(waiting.due_at) })}</Alert>
        )}
        {verb !== 'suppress' && (
          <>
            <Places places={verb === 'erase' ? privacy.erase : privacy.anonymise} />
            {verb === 'erase' && <Text size="sm">{t('law')}</Text>}
            <Text size="sm" c="dimmed">
              {t('backups', { day: format.momentDay(privacy.backups_until) })}
            </Text>
            <Text size="sm" fw={600}>
              {t('undo')}
            </Text>
          </>
        )}
        <TextInput
          required
          data-autofocus
          autoComplete="off"
          label={t('confirm', { name: privacy.confirm })}
          value={typed}
          onChange={({ currentTarget }) => setTyped(currentTarget.value)}
        />
        {forget.error !== null && <ProblemNotice error={forget.error} />}
        <Group gap="sm">
          <Button
            type="submit"
            loading={forget.isPending}
            disabled={typed.trim() !== privacy.confirm}
          >
            {t(`verbs.${verb}`)}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('words:back')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

function Places({ places }: { places: Place[] }) {
  const { t } = useTranslation('privacy')
  const format = useFormat()
  const figure = (n: number) => (n > 0 ? format.number(n) : '–')
  return (
    <Table verticalSpacing={4} horizontalSpacing="xs">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('where')}</Table.Th>
          <Table.Th ta="right">{t('goes')}</Table.Th>
          <Table.Th ta="right">{t('stays')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {places.map(({ place, n_gone, n_kept }) => (
          <Table.Tr key={place}>
            <Table.Td>{t(`places.${place}`, { defaultValue: place })}</Table.Td>
            <Table.Td ta="right">{figure(n_gone)}</Table.Td>
            <Table.Td ta="right">{figure(n_kept)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}
