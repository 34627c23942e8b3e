import { Button, Group, Text, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { ProblemNotice } from '~/shared/page/ProblemNotice'
import { useReturns } from './queries'

/** Where a mail server hands over what came back; shown when it is asked for, because who knows it
 * is believed. */
export function Returns() {
  const { t } = useTranslation('settings')
  const returns = useReturns()
  if (!returns.data) {
    return (
      <Group>
        <Button variant="default" loading={returns.isPending} onClick={() => returns.mutate()}>
          {t('returns.show')}
        </Button>
        {returns.error !== null && <ProblemNotice error={returns.error} />}
      </Group>
    )
  }
  return (
    <>
      <TextInput readOnly label={t('returns.url')} value={returns.data.url} />
      <Text size="sm" c="dimmed">
        {t('returns.how')}
      </Text>
    </>
  )
}
