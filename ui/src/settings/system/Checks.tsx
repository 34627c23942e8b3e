import { Button, Stack, Table, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Panel } from '~/shared/page/Panel'
import { ProblemNotice } from '~/shared/page/ProblemNotice'
import { useFormat } from '~/shared/words/useFormat'
import { type Check, useCheck } from './queries'

/** A sign beside the word, so that colour is never alone. */
const MARKS = { sound: '✓', watch: '!', broken: '✕' } as const

/** Whether the shop is whole, part by part, looked at when somebody asks. */
export function Checks() {
  const { t } = useTranslation('system')
  const format = useFormat()
  const check = useCheck()
  return (
    <Panel
      title={t('checks.title')}
      note={t('checks.note')}
      actions={
        <Button variant="default" loading={check.isPending} onClick={() => check.mutate()}>
          {t('checks.do')}
        </Button>
      }
    >
      <Stack gap="sm" role="status">
        {check.error !== null && <ProblemNotice error={check.error} />}
        {check.data && (
          <>
            <Text size="sm" c="dimmed">
              {t('checks.at', { at: format.moment(check.data.checked_at) })}
            </Text>
            <Table verticalSpacing="xs" horizontalSpacing="xs">
              <Table.Tbody>
                {check.data.items.map((one) => (
                  <Line key={one.part} one={one} />
                ))}
              </Table.Tbody>
            </Table>
          </>
        )}
      </Stack>
    </Panel>
  )
}

function Line({ one }: { one: Check }) {
  const { t } = useTranslation('system')
  const format = useFormat()
  const told = { count: one.n, n: format.number(one.n) }
  return (
    <Table.Tr>
      <Table.Td w={110} valign="top">
        <Text size="sm" fw={600} c={one.verdict === 'broken' ? 'red' : undefined}>
          <span aria-hidden>{MARKS[one.verdict]}</span> {t(`verdicts.${one.verdict}`)}
        </Text>
      </Table.Td>
      <Table.Td>
        <Text size="sm">{t(`parts.${one.part}.${one.verdict}`, told)}</Text>
        {one.which.length > 0 && (
          <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            {one.which.join(', ')}
          </Text>
        )}
      </Table.Td>
    </Table.Tr>
  )
}
