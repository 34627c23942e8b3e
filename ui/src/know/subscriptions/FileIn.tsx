import { Button, FileButton, Group, List, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Caveats } from '~/shared/page/Caveats'
import { Panel } from '~/shared/page/Panel'
import { ProblemNotice } from '~/shared/page/ProblemNotice'
import { useFormat } from '~/shared/words/useFormat'
import { type SubscriptionSummary, useTakeIn, useTryFile } from './queries'

const KINDS = '.csv,.tsv,.txt,.xlsx,.gz,.zst'

/** A file of subscriptions: first what it says, then the button that takes it in. */
export function FileIn() {
  const { t } = useTranslation('subscriptions')
  const tried = useTryFile()
  const taking = useTakeIn()
  const choose = (file: File | null) => {
    if (!file) return
    taking.reset()
    tried.mutate(file)
  }
  const summary = taking.data ?? tried.data?.summary
  const problem = tried.error ?? taking.error
  return (
    <Panel title={t('file.title')} note={t('file.note')}>
      <Group gap="xs">
        <FileButton onChange={choose} accept={KINDS}>
          {(props) => (
            <Button variant="default" {...props} loading={tried.isPending}>
              {t('file.choose')}
            </Button>
          )}
        </FileButton>
        {tried.data && !taking.data && (
          <Button loading={taking.isPending} onClick={() => taking.mutate(tried.data.file)}>
            {t('file.takeIn')}
          </Button>
        )}
      </Group>
      {problem && <ProblemNotice error={problem} />}
      {summary && <Told summary={summary} />}
    </Panel>
  )
}

/** What the file amounts to, and which of its rows are left out. */
function Told({ summary }: { summary: SubscriptionSummary }) {
  const { t } = useTranslation('subscriptions')
  const format = useFormat()
  const n = (value: number) => format.number(value)
  return (
    <Stack gap="xs" role="status">
      <Text>
        {t(summary.dry_run ? 'file.tried' : 'file.taken', {
          subscriptions: n(summary.subscriptions),
          customers: n(summary.customers),
          added: n(summary.added),
          known: n(summary.known),
        })}
      </Text>
      <Caveats of={summary.caveats} />
      {summary.rejected.length > 0 && (
        <>
          <Text size="sm" fw={500}>
            {t('file.rejected', { count: summary.rejected.length })}
          </Text>
          <List size="sm" mah={240} style={{ overflowY: 'auto' }}>
            {summary.rejected.map((row) => (
              <List.Item key={row.line}>
                {t('file.line', {
                  line: n(row.line),
                  reason: t(`file.reasons.${row.reason}`, { defaultValue: row.text }),
                })}
                {row.cell && ` (${row.cell})`}
              </List.Item>
            ))}
          </List>
        </>
      )}
    </Stack>
  )
}
