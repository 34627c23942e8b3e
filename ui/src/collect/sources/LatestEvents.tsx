import {
  Anchor,
  Code,
  Collapse,
  SegmentedControl,
  Stack,
  Table,
  Text,
  UnstyledButton,
} from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Answer } from '~/shared/page/Answer'
import { Empty } from '~/shared/page/Empty'
import { Panel } from '~/shared/page/Panel'
import { useAddress } from '~/shared/sentence/useAddress'
import { eventName } from '~/shared/words/eventName'
import { useFormat } from '~/shared/words/useFormat'
import { type Latest, useLatest } from './queries'
import { Snippets } from './Snippets'

/** What a source told last: the event, whose it is and what became of it. */
export function LatestEvents({ source }: { source: string }) {
  const { t } = useTranslation('sources')
  const asked = useLatest(source)
  const [address, change] = useAddress()
  const show = address.show ?? ''
  return (
    <Panel
      title={t('latest.title', { source })}
      definition={t('latest.definition')}
      actions={
        <SegmentedControl
          size="xs"
          value={show}
          onChange={(value) => change({ show: value })}
          aria-label={t('latest.show')}
          data={['', 'refused'].map((value) => ({ value, label: t(`latest.${value || 'all'}`) }))}
        />
      }
    >
      <Answer of={asked} height={320}>
        {({ items }) => {
          const shown = items.filter((one) => show === '' || !one.accepted)
          if (items.length === 0) {
            return (
              <>
                <Empty because={t('latest.nothing')} />
                <Snippets />
              </>
            )
          }
          if (shown.length === 0) return <Empty because={t('latest.noneRefused')} />
          return <Told items={shown} />
        }}
      </Answer>
    </Panel>
  )
}

function Told({ items }: { items: Latest[] }) {
  const { t } = useTranslation('sources')
  return (
    <Table.ScrollContainer minWidth={620}>
      <Table verticalSpacing={6}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('columns.heard')}</Table.Th>
            <Table.Th>{t('columns.event')}</Table.Th>
            <Table.Th>{t('columns.who')}</Table.Th>
            <Table.Th>{t('columns.verdict')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {items.map((one, nth) => (
            <Row key={one.message_id ?? `${one.heard_at}-${nth}`} one={one} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}

function Row({ one }: { one: Latest }) {
  const { t } = useTranslation('sources')
  const format = useFormat()
  const [isOpen, setOpen] = useState(false)
  return (
    <Table.Tr style={{ verticalAlign: 'top' }}>
      <Table.Td>
        <Text size="sm" style={{ whiteSpace: 'nowrap' }}>
          {format.moment(one.heard_at)}
        </Text>
      </Table.Td>
      <Table.Td maw={360}>
        <Stack gap={4}>
          <UnstyledButton onClick={() => setOpen(!isOpen)} aria-expanded={isOpen}>
            <Text size="sm" fw={500}>
              <Name one={one} />
            </Text>
          </UnstyledButton>
          <Collapse expanded={isOpen}>
            <Code block>{JSON.stringify(one.told, null, 2)}</Code>
            <Text size="xs" c="dimmed">
              {one.message_id}
            </Text>
          </Collapse>
        </Stack>
      </Table.Td>
      <Table.Td>
        <Who one={one} />
      </Table.Td>
      <Table.Td>
        <Text size="sm" fw={one.accepted ? undefined : 600}>
          {one.accepted ? t('kept') : t('notKept')}
        </Text>
        {one.reason && (
          <Text size="xs" c="dimmed">
            {t(`reasons.${one.reason}`, { defaultValue: one.reason })}
          </Text>
        )}
      </Table.Td>
    </Table.Tr>
  )
}

function Name({ one }: { one: Latest }) {
  const { t } = useTranslation('customers')
  if (!one.kind) return one.name ?? t('sources:nameless')
  const words = { name: eventName(one.told), defaultValue: one.name ?? one.kind }
  return t(`happenings.${one.kind}`, words)
}

function Who({ one }: { one: Latest }) {
  const { t } = useTranslation('sources')
  if (one.customer) {
    const { id, shown } = one.customer
    return (
      <Anchor component={Link} to="/customers/$id" params={{ id } as never} size="sm">
        {shown}
      </Anchor>
    )
  }
  return (
    <Text size="sm" c="dimmed">
      {one.accepted ? t('nobodyYet') : '–'}
    </Text>
  )
}
