import { SimpleGrid, Stack, Table, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Answer } from '~/shared/page/Answer'
import { Page } from '~/shared/page/Page'
import { Panel } from '~/shared/page/Panel'
import { useFormat } from '~/shared/words/useFormat'
import { Backups } from './Backups'
import { Checks } from './Checks'
import { FailingWork } from './FailingWork'
import { type System, useSystem } from './queries'

/** How the program is doing: whether everything is whole, copies, room and work. */
export function SystemScreen() {
  const { t } = useTranslation('system')
  const system = useSystem()
  return (
    <Page title={t('title')} intro={t('intro')}>
      <Backups />
      <Checks />
      <Panel title={t('work.title')} note={t('work.note')}>
        <Answer of={system} height={120}>
          {(known) => <FailingWork system={known} />}
        </Answer>
      </Panel>
      <Panel title={t('room.title')}>
        <Answer of={system} height={160}>
          {(known) => <Room system={known} />}
        </Answer>
      </Panel>
    </Page>
  )
}

const PLACES = ['rows', 'facts', 'files', 'backups', 'free'] as const

/** What takes how much of the disk, and what runs. */
function Room({ system }: { system: System }) {
  const { t } = useTranslation('system')
  const format = useFormat()
  const size = (n?: number | null) => (n == null ? '–' : format.bytes(n))
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="lg">
      <Table verticalSpacing={4} horizontalSpacing="xs">
        <Table.Tbody>
          {PLACES.map((place) => (
            <Table.Tr key={place}>
              <Table.Th fw={place === 'free' ? 600 : 400}>{t(`room.${place}`)}</Table.Th>
              <Table.Td ta="right" fw={place === 'free' ? 600 : 400}>
                {size(system.space[place])}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Stack gap={4}>
        <Text size="sm">
          {t('room.runs', { version: system.version, engine: system.engine })}
        </Text>
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          {t('room.home', { home: system.home })}
        </Text>
        {system.n_unsettled > 0 && (
          <Text size="sm">
            {t('room.unsettled', {
              count: system.n_unsettled,
              n: format.number(system.n_unsettled),
            })}
          </Text>
        )}
      </Stack>
    </SimpleGrid>
  )
}
