import { Progress, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFormat } from '~/shared/words/useFormat'
import type { Import } from '../queries'

/** How far the reading is; the screen may be left and found again. */
export function Bar({ run }: { run: Import }) {
  const { t } = useTranslation('imports')
  const format = useFormat()
  const done = run.bytes_total > 0 ? (100 * run.bytes_done) / run.bytes_total : 0
  return (
    <Stack gap={4}>
      <Progress.Root size="lg">
        <Progress.Section value={done} animated aria-label={t('progress')} />
      </Progress.Root>
      <Text size="sm" c="dimmed">
        {t('readSoFar', { count: run.rows_done, n: format.number(run.rows_done) })} {t('mayLeave')}
      </Text>
    </Stack>
  )
}
