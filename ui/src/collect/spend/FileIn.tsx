import { Button, FileButton, Group, List, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Caveats } from '~/shared/page/Caveats'
import { Panel } from '~/shared/page/Panel'
import { ProblemNotice } from '~/shared/page/ProblemNotice'
import { useFormat } from '~/shared/words/useFormat'
import { type SpendSummary, useTakeIn, useTryFile } from './queries'

const KINDS = '.csv,.tsv,.txt,.xlsx,.gz,.zst'

/** A file of spend: first what it says, then the button that takes it in. */
export function FileIn() {
  const { t } = useTranslation('spend')
  const tried = useTryFile()
  const taking = useTakeIn()
  const choose = (file: File | null) => {
    if (!file) return
    taking.reset()
    tried.mutate(file)
  }
  const summary = taking.data ?? tried.data?.summary
  return (
    <Panel title={t('fromFile')} note={t('fileNote')}>
      <Group gap="xs">
        <FileButton onChange={choose} accept={KINDS}>
          {(props) => (
            <Button variant="default" {...props} loading={tried.isPending}>
              {t('choose')}
            </Button>
          )}
        </FileButton>
        {tried.data && !taking.data && (
          <Button loading={taking.isPending} onClick={() => taking.mutate(tried.data.file)}>
            {t('takeIn')}
          </Button>
        )}
      </Group>
      {(tried.error ?? taking.error) && <ProblemNotice error={tried.error ?? taking.error} />}
      {summary && <Told summary={summary} />}
    </Panel>
  )
}

/** What the file amounts to, and which of its rows are left out. */
function Told({ summary }: { summary: SpendSummary }) {
  const { t } = useTranslation('spend')
  const format = useFormat()
  const n = (value: number) => format.number(value)
  return (
    <Stack gap="xs" role="status">
      <Text>
        {t(summary.dry_run ? 'tried' : 'taken', {
          total: format.money(summary.total),
          days: summary.days ? format.days(summary.days) : '–',
          added: n(summary.added),
          changed: n(summary.changed),
          unchanged: n(summary.unchanged),
        })}
      </Text>
      <Caveats of={summary.caveats} />
      {summary.rejected.length > 0 && (
        <>
          <Text size="sm" fw={500}>
            {t('rejected', { count: summary.rejected.length })}
          </Text>
          <List size="sm" mah={240} style={{ overflowY: 'auto' }}>
            {summary.rejected.map((row) => (
              <List.Item key={row.line}>
                {t('line', {
                  line: n(row.line),
                  reason: t(`reasons.${row.reason}`, { defaultValue: row.text }),
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
