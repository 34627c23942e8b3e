import { Anchor, Button, Code, Stack, Table, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Answer } from '~/shared/page/Answer'
import { Empty } from '~/shared/page/Empty'
import { Page } from '~/shared/page/Page'
import { Panel } from '~/shared/page/Panel'
import { useFormat } from '~/shared/words/useFormat'
import { Ideas } from './Ideas'
import { type Segment, useSegments } from '../queries'
import { useMoves } from '../useMoves'

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
            <Table.Th ta="right">{t('columns.week')}</Table.Th>
            <Table.Th ta="right">{t('columns.counted')}</Table.Th>
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
      <Table.Td ta="right">{format.share(counted?.share)}</Table.Td>
      <Table.Td ta="right" style={{ whiteSpace: 'nowrap' }}>
        <Week of={segment.week} />
      </Table.Td>
      <Table.Td ta="right" style={{ whiteSpace: 'nowrap' }}>
        {counted ? format.moment(counted.at) : t('notCounted')}
        {counted && (
          <Text size="xs" c="dimmed">
            {t('took', { n: format.number(counted.took_ms) })}
          </Text>
        )}
      </Table.Td>
    </Table.Tr>
  )
}

/** Who came and left, in signs for the eye and in words for the ear. */
function Week({ of: week }: { of: Segment['week'] }) {
  const say = useMoves()
  const format = useFormat()
  const { entered, left } = week
  if (entered + left === 0) {
    return (
      <Text span size="sm" c="dimmed">
        {say.still}
      </Text>
    )
  }
  return (
    <>
      <span className="sr-only">{say.moved(week)}</span>
      <span aria-hidden="true" className="numbers">
        +{format.number(entered)} −{format.number(left)}
      </span>
    </>
  )
}
