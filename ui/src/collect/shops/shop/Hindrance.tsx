import { Alert, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFormat } from '~/shared/words/useFormat'
import type { Errand } from '../queries'

/** What stands in the way of an errand, what the shop said, and when it is tried again. */
export function Hindrance({ run }: { run: Errand }) {
  const { t } = useTranslation('shops')
  const format = useFormat()
  if (!run.problem) return null
  return (
    <Alert title={t(`errands.problems.${run.problem}`, { defaultValue: run.problem })}>
      <Stack gap={4}>
        {run.detail && (
          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
            {t('errands.said', { detail: run.detail })}
          </Text>
        )}
        <Text size="sm">
          {run.state === 'running' && run.rests_until
            ? t('errands.again', { at: format.moment(run.rests_until) })
            : t('errands.mend')}
        </Text>
      </Stack>
    </Alert>
  )
}
