import { Alert, Button, Group, Modal, Stack, Table, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { ProblemNotice } from '~/shared/page/ProblemNotice'
import { useFormat } from '~/shared/words/useFormat'
import { type Receipt, type Regulation, useVerify } from './queries'

/** A receipt: what became of somebody place by place, and how it is known that he is gone. */
export function ReceiptShown({ of: one, onClose }: { of: Regulation; onClose: () => void }) {
  const { t } = useTranslation('privacy')
  const format = useFormat()
  const verify = useVerify()
  const isOpen = one.state === 'done' || one.state === 'failed'
  return (
    <Modal
      opened
      size="lg"
      onClose={onClose}
      title={`${t(`verbs.${one.verb}`)}: ${t(`states.${one.state}`)}`}
      closeButtonProps={{ 'aria-label': t('words:close') }}
    >
      <Stack gap="md">
        <Text size="xs" ff="monospace" style={{ overflowWrap: 'anywhere' }}>
          {one.id}
        </Text>
        <Places receipt={one.receipt} />
        <Proof one={one} />
        {one.receipt.backups_until && (
          <Text size="sm" c="dimmed">
            {t('until', { day: format.momentDay(one.receipt.backups_until) })}
          </Text>
        )}
        {verify.error !== null && <ProblemNotice error={verify.error} />}
        {isOpen && (
          <>
            {one.state === 'done' && <Text size="sm">{t('verifyNote')}</Text>}
            <Group>
              <Button
                variant="default"
                loading={verify.isPending}
                onClick={() => verify.mutate(one.id)}
              >
                {t('verify')}
              </Button>
            </Group>
          </>
        )}
      </Stack>
    </Modal>
  )
}

function Places({ receipt }: { receipt: Receipt }) {
  const { t } = useTranslation('privacy')
  const format = useFormat()
  const figure = (n: number) => (n > 0 ? format.number(n) : '–')
  const places = receipt.places ?? []
  if (places.length === 0) return null
  return (
    <Table verticalSpacing={4} horizontalSpacing="xs">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('where')}</Table.Th>
          <Table.Th ta="right">{t('gone')}</Table.Th>
          <Table.Th ta="right">{t('kept')}</Table.Th>
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

/** What was searched, and what was found where nothing should be. */
function Proof({ one: { receipt, verified_at } }: { one: Regulation }) {
  const { t } = useTranslation('privacy')
  const format = useFormat()
  const kinds = (list: string[] = []) =>
    list.map((kind) => t(`kinds.${kind}`, { defaultValue: kind })).join(', ')
  const found = receipt.found ?? []
  const told = {
    at: format.moment(verified_at),
    tables: format.number(receipt.n_tables),
    columns: format.number(receipt.n_columns),
    files: format.number(receipt.n_files),
    size: t('megabytes', { n: format.number(Math.ceil((receipt.n_bytes ?? 0) / 1e6)) }),
  }
  const lists = [
    { words: 'found', items: found.filter((one) => one.is_fault) },
    { words: 'maybe', items: found.filter((one) => !one.is_fault) },
  ]
  return (
    <>
      {verified_at && receipt.n_tables ? <Text size="sm">{t('searched', told)}</Text> : null}
      {lists.map(({ words, items }) =>
        items.length === 0 ? null : (
          <Alert key={words} title={t(words)} color={words === 'found' ? 'orange' : undefined}>
            {items.map(({ place, kind, n }) => (
              <Text size="sm" key={`${place}-${kind}`}>
                {`${place} · ${kinds([kind])} · ${t('times', { count: n, n: format.number(n) })}`}
              </Text>
            ))}
          </Alert>
        ),
      )}
      <Text size="xs" c="dimmed">
        {receipt.searched_for?.length
          ? `${t('soughtBy', { kinds: kinds(receipt.searched_for) })} `
          : ''}
        {receipt.too_short?.length
          ? `${t('tooShort', { kinds: kinds(receipt.too_short) })} `
          : ''}
        {receipt.spared?.length ? t('spared', { kinds: kinds(receipt.spared) }) : ''}
      </Text>
    </>
  )
}
