import { Alert, Button, Group, List, Modal, SimpleGrid, Stack, Text, Textarea } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Answer } from '~/shared/page/Answer'
import { ProblemNotice } from '~/shared/page/ProblemNotice'
import { useFormat } from '~/shared/words/useFormat'
import { Who } from './PairCard'
import { type Merger, type Preview, useMerge, usePreview } from './queries'

type Props = {
  keep: string
  merge: string
  because?: string
  onClose: () => void
  onMerged?: (merger: Merger) => void
}

/** What making two customers one would do, and why it is done; nothing happens before that. */
export function MergeTwo({ keep, merge, because = '', onClose, onMerged }: Props) {
  const { t } = useTranslation('duplicates')
  const [turned, setTurned] = useState(false)
  const [reason, setReason] = useState(because)
  const [stays, goes] = turned ? [merge, keep] : [keep, merge]
  const asked = usePreview(stays, goes)
  const deed = useMerge()
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const done = (merger: Merger) => {
      onClose()
      onMerged?.(merger)
    }
    await deed.mutateAsync({ keep: stays, merge: goes, reason }).then(done, () => undefined)
  }
  return (
    <Modal
      opened
      size="lg"
      onClose={onClose}
      title={t('mergeTitle')}
      closeButtonProps={{ 'aria-label': t('words:close') }}
    >
      <form onSubmit={submit}>
        <Stack gap="md">
          <Answer of={asked} height={240}>
            {(preview) => <Shown preview={preview} onTurn={() => setTurned(!turned)} />}
          </Answer>
          <Textarea
            required
            label={t('reason')}
            description={t('reasonNote')}
            value={reason}
            maxLength={500}
            onChange={({ currentTarget }) => setReason(currentTarget.value)}
          />
          {deed.error !== null && <ProblemNotice error={deed.error} />}
          <Group gap="sm">
            <Button type="submit" loading={deed.isPending} disabled={!asked.data}>
              {t('mergeNow')}
            </Button>
            <Button variant="default" onClick={onClose}>
              {t('words:back')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

function Shown({ preview, onTurn }: { preview: Preview; onTurn: () => void }) {
  const { t } = useTranslation('duplicates')
  const format = useFormat()
  return (
    <Stack gap="md">
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
        <Who is={preview.keep} word={t('stays')} />
        <Who is={preview.merge} word={t('goes')} />
      </SimpleGrid>
      <Button
        size="xs"
        variant="default"
        style={{ alignSelf: 'flex-start' }}
        onClick={onTurn}
      >
        {t('turn')}
      </Button>
      <div>
        <Text size="sm" fw={600}>
          {t('moves')}
        </Text>
        {preview.moving.length === 0 ? (
          <Text size="sm">{t('nothingMoves')}</Text>
        ) : (
          <List size="sm">
            {preview.moving.map(({ table, n }) => (
              <List.Item key={table}>
                {t(`moving.${table}`, { count: n, n: format.number(n) })}
              </List.Item>
            ))}
          </List>
        )}
      </div>
      {preview.silenced.map(({ purpose, channel }) => (
        <Alert key={purpose + channel} color="yellow">
          {t('silenced', {
            what: t(`customers:consentTo.${purpose === 'tracking' ? 'tracking' : channel}`),
          })}
        </Alert>
      ))}
      <Text size="sm" c="dimmed">
        {t('canBeUndone')}
      </Text>
    </Stack>
  )
}
