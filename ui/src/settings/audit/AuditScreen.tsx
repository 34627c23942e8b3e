import { Alert, Button, Group, Table, Text } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { AuditEntryOut as Entry } from '~/client'
import { listAudit } from '~/client'
import { verifyAuditOptions } from '~/client/@tanstack/react-query.gen'
import { Answer } from '~/shared/page/Answer'
import { Empty } from '~/shared/page/Empty'
import { Page } from '~/shared/page/Page'
import { Panel } from '~/shared/page/Panel'
import { useFormat } from '~/shared/words/useFormat'

function useEntries() {
  return useInfiniteQuery({
    queryKey: ['audit'],
    queryFn: async ({ pageParam }: { pageParam?: string }) =>
      (await listAudit({ query: { after: pageParam }, throwOnError: true })).data,
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  })
}

/** Who did what, the newest first, and whether the log is as it was written. */
export function AuditScreen() {
  const { t } = useTranslation('people')
  const entries = useEntries()
  return (
    <Page title={t('audit.title')} intro={t('audit.intro')}>
      <Panel>
        <Chain />
        <Answer of={entries} height={240}>
          {({ pages }) => <Entries of={pages.flatMap((page) => page.items)} />}
        </Answer>
        {entries.hasNextPage && (
          <Group>
            <Button
              variant="default"
              loading={entries.isFetchingNextPage}
              onClick={() => entries.fetchNextPage()}
            >
              {t('words:more')}
            </Button>
          </Group>
        )}
      </Panel>
    </Page>
  )
}

function Chain() {
  const { t } = useTranslation('people')
  const format = useFormat()
  const chain = useQuery(verifyAuditOptions())
  return (
    <Answer of={chain} height={24}>
      {({ n_entries, broken_at }) =>
        broken_at ? (
          <Alert role="alert" title={t('audit.broken', { n: format.number(broken_at) })}>
            {t('audit.brokenNote')}
          </Alert>
        ) : (
          <Text size="sm" c="dimmed">
            {t('audit.whole', { count: n_entries, n: format.number(n_entries) })}
          </Text>
        )
      }
    </Answer>
  )
}

function Entries({ of: entries }: { of: Entry[] }) {
  const { t } = useTranslation('people')
  const format = useFormat()
  if (entries.length === 0) return <Empty because={t('audit.empty')} />
  return (
    <Table.ScrollContainer minWidth={720}>
      <Table verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('audit.at')}</Table.Th>
            <Table.Th>{t('audit.who')}</Table.Th>
            <Table.Th>{t('audit.what')}</Table.Th>
            <Table.Th>{t('audit.outcome')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {entries.map((entry) => (
            <Table.Tr key={entry.number}>
              <Table.Td style={{ whiteSpace: 'nowrap' }}>{format.moment(entry.at)}</Table.Td>
              <Table.Td>{entry.who === 'nobody' ? t('audit.nobody') : entry.who}</Table.Td>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>
                {entry.method} {entry.path}
                {entry.detail && (
                  <Text size="xs" c="dimmed">
                    {entry.detail}
                  </Text>
                )}
              </Table.Td>
              <Table.Td>
                {entry.status < 400 ? t('audit.done') : t('audit.refused', { code: entry.status })}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}
