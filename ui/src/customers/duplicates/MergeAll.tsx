import { Button, Group, Modal, NumberInput, Stack, Text, Textarea } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ProblemNotice } from '~/shared/page/ProblemNotice'
import { useFormat } from '~/shared/words/useFormat'
import { useCounted, useMergeAll } from './queries'

const LIKELY = 85

/** Every pair that is likely enough, with their count before anything is done. */
export function MergeAll({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('duplicates')
  const format = useFormat()
  const [score, setScore] = useState(LIKELY)
  const [reason, setReason] = useState('')
  const [settled] = useDebouncedValue(score, 200)
  const counted = useCounted(settled)
  const deed = useMergeAll()
  const n = counted.data?.n
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    await deed.mutateAsync({ score_min: score, reason }).then(onClose, () => undefined)
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('mergeAllTitle')}
      closeButtonProps={{ 'aria-label': t('words:close') }}
    >
      <form onSubmit={submit}>
        <Stack gap="md">
          <NumberInput
            label={t('fromScore')}
            description={t('scoreMeans')}
            min={50}
            max={99}
            clampBehavior="strict"
            value={score}
            onChange={(value) => setScore(Math.max(50, Number(value) || LIKELY))}
          />
          <Text role="status">
            {n === undefined ? t('counting') : t('wouldMerge', { count: n, n: format.number(n) })}
          </Text>
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
            <Button type="submit" loading={deed.isPending} disabled={!n}>
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
