import { Anchor, Button, Code, Stack, Table, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useShop } from '~/shared/api/shop'
import { Answer } from '~/shared/page/Answer'
import { Empty } from '~/shared/page/Empty'
import { Page } from '~/shared/page/Page'
import { Panel } from '~/shared/page/Panel'
import { useFormat } from '~/shared/words/useFormat'
import { Ideas } from './Ideas'
import { type Segment, useSegments } from './queries'

/** The rules a shop keeps, each with how many it meant when it was last counted. */
export function ListScreen() {
  const { t } = useTranslation('segments')
  const asked = useSegments()
  return (
    <Page
      title={t('title')}
      intro={t('intro')}
      actions={
        <Button component={Link} to="/know/segments/new">
          {t('new')}
        </Button>
      }
    >
      <Answer of={asked} height={240}>
        {({ items }) => (
          <>
            {items.length > 0 && (
              <Panel>
                <Segments items={items} />
              </Panel>
            )}
            <Panel title={items.length > 0 ? t('ideas.more') : t('ideas.first')}>
              {items.length === 0 && <Empty because={t('none')} />}
              <Ideas />
            </Panel>
          </>
        )}
      </Answer>
    </Page>
  )
}

function Segments({ items }: { items: Segment[] }) {
  const { t } = useTranslation('segments')
  return (
    <Table.ScrollContainer minWidth={720}>
      <Table verticalSpacing="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('columns.name')}</Table.Th>
            <Table.Th ta="right">{t('columns.customers')}</Table.Th>
            <Table.Th ta="right">{t('columns.share')}</Table.Th>
            <Table.Th ta="right">{t('columns.counted')}</Table.Th>
            <Table.Th ta="right">{t('columns.took')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {items.map((segment) => (
            <Row key={segment.name} segment={segment} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}

function Row({ segment }: { segment: Segment }) {
  const { t } = useTranslation('segments')
  const format = useFormat()
  const counted = segment.last_counted
  return (
    <Table.Tr>
      <Table.Td maw={460}>
        <Stack gap={4} align="flex-start">
          <Anchor
            component={Link}
            to="/know/segments/$name"
            params={{ name: segment.name } as never}
          >
            {segment.name}
          </Anchor>
          <Code style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{segment.text}</Code>
          {counted?.failure && (
            <Text size="sm" c="var(--mantine-color-error)">
              {t('failed', { reason: counted.failure })}
            </Text>
          )}
        </Stack>
      </Table.Td>
      <Table.Td ta="right">{format.number(counted?.n_members)}</Table.Td>
      <Table.Td ta="right">
        <ShareOfAll members={counted?.n_members} />
      </Table.Td>
      <Table.Td ta="right" style={{ whiteSpace: 'nowrap' }}>
        {counted ? format.moment(counted.at) : t('notCounted')}
      </Table.Td>
      <Table.Td ta="right" style={{ whiteSpace: 'nowrap' }}>
        {counted && t('took', { n: format.number(counted.took_ms) })}
      </Table.Td>
    </Table.Tr>
  )
}

/** Of everybody the shop knows; the list tells how many, not which part. */
function ShareOfAll({ members }: { members?: number | null }) {
  const format = useFormat()
  const everybody = useShop().data?.customers
  return format.share(everybody && typeof members === 'number' ? members / everybody : null)
}
