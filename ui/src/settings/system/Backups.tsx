import { Button, Stack, Table, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Answer } from '~/shared/page/Answer'
import { Empty } from '~/shared/page/Empty'
import { Panel } from '~/shared/page/Panel'
import { ProblemNotice } from '~/shared/page/ProblemNotice'
import { useFormat } from '~/shared/words/useFormat'
import { BackupForm } from './BackupForm'
import { type Backup, type Backups as Known, useBackups, useMakeBackup } from './queries'

/** Copies of the whole shop: those that are there, how they are made, one made now. */
export function Backups() {
  const { t } = useTranslation('system')
  const backups = useBackups()
  const make = useMakeBackup()
  const isRunning = backups.data?.items.some((one) => one.state === 'running') ?? false
  return (
    <Panel
      title={t('backups.title')}
      note={t('backups.note')}
      actions={
        <Button loading={make.isPending || isRunning} onClick={() => make.mutate()}>
          {t('backups.make')}
        </Button>
      }
    >
      {make.error !== null && <ProblemNotice error={make.error} />}
      <Answer of={backups} height={240}>
        {(known) => (
          <Stack gap="md">
            <State known={known} />
            <BackupForm known={known} />
            <List items={known.items} />
          </Stack>
        )}
      </Answer>
    </Panel>
  )
}

/** In a sentence: what the newest holds, and when the next one comes. */
function State({ known }: { known: Known }) {
  const { t } = useTranslation('system')
  const format = useFormat()
  const newest = known.items.find((one) => one.state === 'kept')
  const failed = known.items[0]?.state === 'failed' ? known.items[0] : undefined
  return (
    <Stack gap={4} role="status">
      <Text>
        {newest
          ? t('backups.newest', { at: format.moment(newest.began_at) })
          : t('backups.none')}{' '}
        {known.next_at
          ? t('backups.next', { at: format.moment(known.next_at) })
          : t('backups.byHand')}
      </Text>
      {failed && (
        <Text size="sm" c="red" fw={500}>
          {t('backups.failed', { at: format.moment(failed.began_at) })} {failed.problem}
        </Text>
      )}
      <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
        {t('backups.where', { folder: known.folder })}
      </Text>
    </Stack>
  )
}

function List({ items }: { items: Backup[] }) {
  const { t } = useTranslation('system')
  const format = useFormat()
  const size = (n?: number | null) => (n == null ? '–' : format.bytes(n))
  if (items.length === 0) return <Empty because={t('backups.empty')} />
  return (
    <Table.ScrollContainer minWidth={560}>
      <Table verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('backups.of')}</Table.Th>
            <Table.Th>{t('backups.state')}</Table.Th>
            <Table.Th ta="right">{t('backups.customers')}</Table.Th>
            <Table.Th ta="right">{t('backups.orders')}</Table.Th>
            <Table.Th ta="right">{t('backups.size')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {items.map((one) => (
            <Table.Tr key={one.id} c={one.state === 'removed' ? 'dimmed' : undefined}>
              <Table.Td>
                {format.moment(one.began_at)}
                <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
                  {one.path.split('/').pop()}
                </Text>
              </Table.Td>
              <Table.Td>
                {t(`backups.states.${one.state}`)}
                <Text size="xs" c="dimmed">
                  {t(`backups.sources.${one.source}`)}
                </Text>
              </Table.Td>
              <Table.Td ta="right">{one.n_customers == null ? '–' : format.number(one.n_customers)}</Table.Td>
              <Table.Td ta="right">{one.n_orders == null ? '–' : format.number(one.n_orders)}</Table.Td>
              <Table.Td ta="right">{size(one.n_bytes)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}
