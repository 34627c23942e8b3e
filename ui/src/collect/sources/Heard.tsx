import { Badge, Group, Stack, Table, Text, UnstyledButton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Spark } from '~/shared/chart/Spark'
import { useAddress } from '~/shared/sentence/useAddress'
import { useFormat } from '~/shared/words/useFormat'
import type { Source } from './queries'

/** The sources, each with the course of its last day; a click opens what it told last. */
export function Heard({ sources, open }: { sources: Source[]; open: string }) {
  const { t } = useTranslation('sources')
  return (
    <Table.ScrollContainer minWidth={640}>
      <Table verticalSpacing="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('columns.source')}</Table.Th>
            <Table.Th w={220}>{t('columns.day')}</Table.Th>
            <Table.Th ta="right">{t('columns.new')}</Table.Th>
            <Table.Th ta="right">{t('columns.again')}</Table.Th>
            <Table.Th ta="right">{t('columns.refused')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {sources.map((source) => (
            <Row key={source.name} source={source} isOpen={source.name === open} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}

function Row({ source, isOpen }: { source: Source; isOpen: boolean }) {
  const { t } = useTranslation('sources')
  const format = useFormat()
  const [, change] = useAddress()
  const { name, last_at, ever, hours } = source
  return (
    <Table.Tr bg={isOpen ? 'var(--mantine-color-default-hover)' : undefined}>
      <Table.Td>
        <UnstyledButton onClick={() => change({ source: name })} aria-pressed={isOpen}>
          <Stack gap={2}>
            <Group gap="xs">
              <Text fw={600}>{name}</Text>
              {source.n_keys === 0 && (
                <Badge variant="default" size="sm" tt="none">
                  {t('noKey')}
                </Badge>
              )}
            </Group>
            <Text size="xs" c="dimmed">
              {last_at ? t('lastHeard', { at: format.moment(last_at) }) : t('neverHeard')}
            </Text>
          </Stack>
        </UnstyledButton>
      </Table.Td>
      <Table.Td>
        <Spark label={t('dayOf', { name })} values={hours.map((hour) => hour.new)} height={36} />
      </Table.Td>
      <Table.Td ta="right">{format.number(ever.new)}</Table.Td>
      <Table.Td ta="right">{format.number(ever.again)}</Table.Td>
      <Table.Td ta="right">{format.number(ever.refused)}</Table.Td>
    </Table.Tr>
  )
}
