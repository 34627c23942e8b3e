import { Button, Group, Table, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Answer } from '~/shared/page/Answer'
import { Panel } from '~/shared/page/Panel'
import { ProblemNotice } from '~/shared/page/ProblemNotice'
import { useFormat } from '~/shared/words/useFormat'
import { type Key, useKeys, useRevokeKey } from './queries'

/** The keys there are; one that is taken back stays in the list. */
export function Keys() {
  const { t } = useTranslation('sources')
  const asked = useKeys()
  const revoke = useRevokeKey()
  return (
    <Panel title={t('keys.title')} note={t('keys.note')}>
      {revoke.error && <ProblemNotice error={revoke.error} />}
      <Answer of={asked} height={120}>
        {({ items }) => (
          <Table.ScrollContainer minWidth={560}>
            <Table verticalSpacing="sm">
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t('columns.source')}</Table.Th>
                  <Table.Th>{t('columns.key')}</Table.Th>
                  <Table.Th>{t('columns.opens')}</Table.Th>
                  <Table.Th>{t('columns.made')}</Table.Th>
                  <Table.Th ta="right">{t('columns.state')}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {items.map((key) => (
                  <Row key={key.id} of={key} onRevoke={() => revoke.mutate(key.id)} />
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        )}
      </Answer>
    </Panel>
  )
}

function Row({ of: key, onRevoke }: { of: Key; onRevoke: () => void }) {
  const { t } = useTranslation('sources')
  const format = useFormat()
  return (
    <Table.Tr>
      <Table.Td>{key.name}</Table.Td>
      <Table.Td>
        <Text size="xs" c="dimmed">
          {key.id}
        </Text>
      </Table.Td>
      <Table.Td>{t(`scopes.${key.scope}`)}</Table.Td>
      <Table.Td>{format.moment(key.created_at)}</Table.Td>
      <Table.Td ta="right">
        <State of={key} onRevoke={onRevoke} />
      </Table.Td>
    </Table.Tr>
  )
}

/** Taking a key back silences whoever speaks with it, so it is asked twice. */
function State({ of: key, onRevoke }: { of: Key; onRevoke: () => void }) {
  const { t } = useTranslation('sources')
  const format = useFormat()
  const [isAsked, setAsked] = useState(false)
  if (key.revoked_at) {
    return (
      <Text size="sm" c="dimmed">
        {t('keys.revoked', { at: format.moment(key.revoked_at) })}
      </Text>
    )
  }
  if (!isAsked) {
    return (
      <Button size="xs" variant="default" onClick={() => setAsked(true)}>
        {t('keys.revoke')}
      </Button>
    )
  }
  return (
    <Group gap="xs" justify="flex-end">
      <Text size="sm">{t('keys.sure')}</Text>
      <Button size="xs" onClick={onRevoke}>
        {t('keys.yes')}
      </Button>
      <Button size="xs" variant="default" onClick={() => setAsked(false)}>
        {t('keys.no')}
      </Button>
    </Group>
  )
}
