import { Anchor, Button, Group, List, Modal, Stack, Text, Textarea } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useRights } from '~/shared/api/door'
import { ProblemNotice } from '~/shared/page/ProblemNotice'
import { useFormat } from '~/shared/words/useFormat'
import { type Merger, useUndo } from './queries'

const WHOLE_LINE = { itemWrapper: { width: '100%' }, itemLabel: { width: '100%' } }

/** Who was made one, and a way back for each. */
export function Mergers({ of: mergers }: { of: Merger[] }) {
  const { t } = useTranslation('duplicates')
  const format = useFormat()
  const may = useRights()
  const [parting, setParting] = useState<Merger | null>(null)
  return (
    <>
      <List listStyleType="none" spacing="sm" w="100%">
        {mergers.map((one) => {
          const name = one.gone_name || one.gone
          return (
            <List.Item key={one.id} styles={WHOLE_LINE}>
              <Group justify="space-between" gap="sm">
                <div style={{ overflowWrap: 'anywhere', flex: '1 1 200px' }}>
                  <Anchor component={Link} to="/customers/$id" params={{ id: one.kept } as never}>
                    {t('merged', { name })}
                  </Anchor>
                  <Text size="sm">{one.reason}</Text>
                  <Text size="xs" c="dimmed">
                    {format.moment(one.at)}
                    {one.undone_at &&
                      ` · ${t('undoneAt', {
                        moment: format.moment(one.undone_at),
                        why: one.undone_why,
                      })}`}
                  </Text>
                </div>
                {!one.undone_at && may('take_in') && (
                  <Button
                    size="compact-sm"
                    variant="default"
                    aria-label={t('undoOne', { name })}
                    onClick={() => setParting(one)}
                  >
                    {t('undo')}
                  </Button>
                )}
              </Group>
            </List.Item>
          )
        })}
      </List>
      {parting && <Part merger={parting} onClose={() => setParting(null)} />}
    </>
  )
}

function Part({ merger, onClose }: { merger: Merger; onClose: () => void }) {
  const { t } = useTranslation('duplicates')
  const [reason, setReason] = useState('')
  const deed = useUndo()
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    await deed.mutateAsync({ id: merger.id, reason }).then(onClose, () => undefined)
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('undoTitle', { name: merger.gone_name || merger.gone })}
      closeButtonProps={{ 'aria-label': t('words:close') }}
    >
      <form onSubmit={submit}>
        <Stack gap="md">
          <Text size="sm">{t('undoNote')}</Text>
          <Textarea
            required
            label={t('reason')}
            value={reason}
            maxLength={500}
            onChange={({ currentTarget }) => setReason(currentTarget.value)}
          />
          {deed.error !== null && <ProblemNotice error={deed.error} />}
          <Group gap="sm">
            <Button type="submit" loading={deed.isPending}>
              {t('undoNow')}
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
