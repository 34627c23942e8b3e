import { Button, Stack, Table, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { ProblemNotice } from '~/shared/page/ProblemNotice'
import { useFormat } from '~/shared/words/useFormat'
import { type System, useRetry } from './queries'

/** Work that has failed, with the reason and a way to try it again. */
export function FailingWork({ system }: { system: System }) {
  const { t } = useTranslation('system')
  const format = useFormat()
  const retry = useRetry()
  const n_waiting = system.work.reduce((sum, one) => sum + one.n, 0)
  return (
    <Stack gap="sm">
      {n_waiting > 0 && (
        <Text size="sm">
          {t('work.waiting', { count: n_waiting, n: format.number(n_waiting) })}
        </Text>
      )}
      {system.failing.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('work.none')}
        </Text>
      ) : (
        <Table.ScrollContainer minWidth={560}>
          <Table verticalSpacing="xs">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('work.kind')}</Table.Th>
                <Table.Th>{t('work.reason')}</Table.Th>
                <Table.Th>{t('work.next')}</Table.Th>
                <Table.Th />
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {system.failing.map((one) => (
                <Table.Tr key={one.id}>
                  <Table.Td>{t(`work.kinds.${one.kind}`, { defaultValue: one.kind })}</Table.Td>
                  <Table.Td style={{ overflowWrap: 'anywhere' }}>
                    {one.reason}
                    <Text size="xs" c="dimmed">
                      {t('work.tries', { count: one.attempts, n: format.number(one.attempts) })}
                    </Text>
                  </Table.Td>
                  <Table.Td>
                    {one.is_set_aside ? t('work.aside') : format.moment(one.run_at)}
                  </Table.Td>
                  <Table.Td ta="right">
                    <Button
                      size="xs"
                      variant="default"
                      aria-label={t('work.retryOne', {
                        kind: t(`work.kinds.${one.kind}`, { defaultValue: one.kind }),
                      })}
                      loading={retry.isPending && retry.variables === one.id}
                      onClick={() => retry.mutate(one.id)}
                    >
                      {t('work.retry')}
                    </Button>
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      {retry.error !== null && <ProblemNotice error={retry.error} />}
    </Stack>
  )
}
