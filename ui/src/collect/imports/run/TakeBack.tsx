import { Button, Group, List, Modal, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Answer } from '~/shared/page/Answer'
import { ProblemNotice } from '~/shared/page/ProblemNotice'
import { useFormat } from '~/shared/words/useFormat'
import { type Import, type Reversal, useReversal, useRevert } from '../queries'

/** Whether an import can be taken back: it wrote something, and it is over. */
export function canBeTakenBack(run: Import): boolean {
  return !run.dry_run && (run.state === 'done' || run.state === 'interrupted')
}

type Props = { run: Import; onClose: () => void }

/** Shows what would go and what would stay, and takes the import back once that is agreed to. */
export function TakeBack({ run, onClose }: Props) {
  const { t } = useTranslation('imports')
  const asked = useReversal(run.id)
  return (
    <Modal
      opened
      size="lg"
      onClose={onClose}
      title={t('revert.ask', { file: run.file_name })}
      closeButtonProps={{ 'aria-label': t('words:close') }}
    >
      <Stack gap="md">
        <Text size="sm">{t('revert.does')}</Text>
        <Answer of={asked} height={160}>
          {(reversal) => <Decide run={run} reversal={reversal} onClose={onClose} />}
        </Answer>
      </Stack>
    </Modal>
  )
}

function Decide({ run, reversal, onClose }: Props & { reversal: Reversal }) {
  const { t } = useTranslation('imports')
  const revert = useRevert(run.id)
  return (
    <Stack gap="md">
      <WhatGoes reversal={reversal} tense="goes" />
      <Text size="sm" fw={600}>
        {t('revert.undo')}
      </Text>
      {revert.error !== null && <ProblemNotice error={revert.error} />}
      <Group gap="sm">
        <Button
          loading={revert.isPending}
          onClick={() => revert.mutate(undefined, { onSuccess: onClose })}
        >
          {t('revert.do')}
        </Button>
        <Button variant="default" onClick={onClose}>
          {t('words:back')}
        </Button>
      </Group>
    </Stack>
  )
}

const GO = ['orders', 'customers', 'consents'] as const
const STAY = [
  'orders_changed_since',
  'orders_known_before',
  'customers_known_otherwise',
  'consents_known_before',
] as const

/** What goes with an import, or went, and what stays with the reason. */
export function WhatGoes({ reversal, tense }: { reversal: Reversal; tense: 'goes' | 'went' }) {
  const { t } = useTranslation('imports')
  const format = useFormat()
  const going = GO.filter((name) => reversal[name] > 0)
  const staying = STAY.filter((name) => reversal[name] > 0)
  const count = (name: (typeof GO)[number] | (typeof STAY)[number]) => (
    <List.Item key={name}>
      {t(`revert.${name}`, { count: reversal[name], n: format.number(reversal[name]) })}
      {name === 'orders_changed_since' && `: ${reversal.stays.join(', ')}`}
    </List.Item>
  )
  return (
    <Stack gap="xs" data-testid="reversal">
      <Text size="sm">{t(`revert.${tense}`)}</Text>
      <List size="sm" spacing={4}>
        {(going.length > 0 ? going : GO).map(count)}
      </List>
      {staying.length > 0 && (
        <>
          <Text size="sm">{t('revert.stays')}</Text>
          <List size="sm" spacing={4}>
            {staying.map(count)}
          </List>
        </>
      )}
    </Stack>
  )
}
