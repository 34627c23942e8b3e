import { Anchor, Table, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useFormat } from '~/shared/words/useFormat'
import type { ServiceMessage } from './queries'

/** Messages with whom they are for, what became of each, and why. */
export function MessageRows({ items }: { items: ServiceMessage[] }) {
  const { t } = useTranslation('messages')
  const format = useFormat()
  return (
    <Table.ScrollContainer minWidth={720}>
      <Table verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('to')}</Table.Th>
            <Table.Th>{t('what')}</Table.Th>
            <Table.Th>{t('became')}</Table.Th>
            <Table.Th ta="right">{t('asked')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {items.map((one) => (
            <Table.Tr key={one.id}>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>
                <Whom of={one} />
              </Table.Td>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>
                {one.subject || one.text_name || t('own')}
                <Text size="sm" c="dimmed">
                  {t(`campaigns:channels.${one.channel}`)} · {t(`bases.${one.basis}`)}
                  {one.subject && one.text_name && ` · ${one.text_name}`}
                </Text>
              </Table.Td>
              <Table.Td>
                <Became of={one} />
              </Table.Td>
              <Table.Td ta="right">{format.moment(one.created_at)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}

function Whom({ of: { customer, name, address } }: { of: ServiceMessage }) {
  const { t } = useTranslation('messages')
  if (!customer) return <>{address || t('nobody')}</>
  return (
    <>
      <Anchor component={Link} to="/customers/$id" params={{ id: customer } as never}>
        {name || address || t('nobody')}
      </Anchor>
      {name && (
        <Text size="sm" c="dimmed">
          {address}
        </Text>
      )}
    </>
  )
}

/** Where it stands, and why where that says more. */
export function Became({ of: one }: { of: ServiceMessage }) {
  const { t } = useTranslation('messages')
  const isPlain = one.reason === 'accepted' || one.reason === 'in_queue'
  return (
    <>
      <strong>{t(one.opened ? 'states.opened' : `states.${one.state}`)}</strong>
      {!isPlain && (
        <Text size="sm">{t(`campaigns:reasons.${one.reason}`, { defaultValue: one.text })}</Text>
      )}
      {one.answer && one.state !== 'sent' && (
        <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {one.answer}
        </Text>
      )}
    </>
  )
}
