import { Button, FileButton, Group, List, Stack, Text } from '@mantine/core'
import type { UseMutationResult } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useFormat } from '~/shared/words/useFormat'
import { Caveats } from './Caveats'
import { Panel } from './Panel'
import { ProblemNotice } from './ProblemNotice'

const KINDS = '.csv,.tsv,.txt,.xlsx,.gz,.zst'

type Rejected = { line: number; reason: string; text: string; cell?: string | null }
type Summary = {
  dry_run: boolean
  caveats: Parameters<typeof Caveats>[0]['of']
  rejected: Rejected[]
}

type Props<S extends Summary> = {
  /** Whose texts say it: everything under `file`. */
  slice: string
  tried: UseMutationResult<{ file: string; summary: S }, Error, File>
  taking: UseMutationResult<S, Error, string>
  /** What the file amounts to, in the words of `file.tried` and `file.taken`. */
  amounts: (summary: S) => Record<string, string>
}

/** A file of a slice: first what it says, then the button that takes it in. */
export function FileIn<S extends Summary>({ slice, tried, taking, amounts }: Props<S>) {
  const { t } = useTranslation(slice)
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
      {summary && (
        <Stack gap="xs" role="status">
          <Text>{t(summary.dry_run ? 'file.tried' : 'file.taken', amounts(summary))}</Text>
          <Caveats of={summary.caveats} />
          {summary.rejected.length > 0 && <LeftOut slice={slice} rows={summary.rejected} />}
        </Stack>
      )}
    </Panel>
  )
}

/** Which rows of the file are left out, and why. */
function LeftOut({ slice, rows }: { slice: string; rows: Rejected[] }) {
  const { t } = useTranslation(slice)
  const format = useFormat()
  return (
    <>
      <Text size="sm" fw={500}>
        {t('file.rejected', { count: rows.length })}
      </Text>
      <List size="sm" mah={240} style={{ overflowY: 'auto' }}>
        {rows.map((row) => (
          <List.Item key={row.line}>
            {t('file.line', {
              line: format.number(row.line),
              reason: t(`file.reasons.${row.reason}`, { defaultValue: row.text }),
            })}
            {row.cell && ` (${row.cell})`}
          </List.Item>
        ))}
      </List>
    </>
  )
}
