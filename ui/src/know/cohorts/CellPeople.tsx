import { Anchor, Button, Drawer, Group, Stack, Table, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useAudience } from '~/act/campaigns/queries'
import { WriteToThem } from '~/act/campaigns/WriteToThem'
import { Answer } from '~/shared/page/Answer'
import { Empty } from '~/shared/page/Empty'
import { nameOf } from '~/shared/people/name'
import { useAddress } from '~/shared/sentence/useAddress'
import { useFormat } from '~/shared/words/useFormat'
import { type CellPlace, type CohortOptions, readCell, reportQuery, splitOf } from './options'
import { type CellCustomer, useCellPeople } from './queries'
import { useCohortName } from './useCohortName'
import { usePeriodName } from './usePeriodName'

/** The people behind a cell, beside the table they came from; the address remembers it. */
export function CellPeople({ options }: { options: CohortOptions }) {
  const { t } = useTranslation('cohorts')
  const cohortName = useCohortName(splitOf(options))
  const periodName = usePeriodName(options)
  const [address, change] = useAddress()
  const cell = readCell(address.cell)
  const title = cell
    ? t('peopleTitle', {
        cohort: cohortName(cell.cohort),
        nth: periodName(cell.k),
      })
    : ''
  return (
    <Drawer
      opened={cell !== null}
      onClose={() => change({ cell: undefined })}
      position="right"
      size="lg"
      title={title}
      closeButtonProps={{ 'aria-label': t('words:close') }}
    >
      {cell && <People options={options} cell={cell} />}
    </Drawer>
  )
}

function People({ options, cell }: { options: CohortOptions; cell: CellPlace }) {
  const { t } = useTranslation('cohorts')
  const asked = useCellPeople(options, cell)
  return (
    <Answer of={asked} height={360}>
      {({ pages }) => {
        const people = pages.flatMap((page) => page.items)
        if (people.length === 0) return <Empty because={t('nobody')} />
        return (
          <Stack gap="md">
            <Reach options={options} cell={cell} />
            <PeopleTable people={people} />
            {asked.hasNextPage && (
              <Group>
                <Button
                  variant="default"
                  loading={asked.isFetchingNextPage}
                  onClick={() => asked.fetchNextPage()}
                >
                  {t('words:more')}
                </Button>
              </Group>
            )}
          </Stack>
        )
      }}
    </Answer>
  )
}

/** How many they are and may be written to, and the way to a letter for them. */
function Reach({ options, cell }: { options: CohortOptions; cell: CellPlace }) {
  const { t } = useTranslation('cohorts')
  const format = useFormat()
  const condition = { cell: { ...cell, options: reportQuery(options) } }
  const count = useAudience(condition).data
  return (
    <Group justify="space-between" gap="sm">
      <Text size="sm" c="dimmed" flex="1 1 240px">
        {count
          ? t('reach', {
              count: count.people,
              people: format.number(count.people),
              reachable: format.number(count.reachable),
            })
          : t('peopleNote')}
      </Text>
      <WriteToThem condition={condition} />
    </Group>
  )
}

function PeopleTable({ people }: { people: CellCustomer[] }) {
  const { t } = useTranslation('customers')
  return (
    <Table.ScrollContainer minWidth={420}>
      <Table verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('columns.name')}</Table.Th>
            <Table.Th>{t('columns.email')}</Table.Th>
            <Table.Th>{t('country')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {people.map((person) => (
            <Table.Tr key={person.id}>
              <Table.Td>
                <Anchor component={Link} to="/customers/$id" params={{ id: person.id } as never}>
                  {nameOf(person)}
                </Anchor>
              </Table.Td>
              <Table.Td>{person.email ?? t('noEmail')}</Table.Td>
              <Table.Td>{person.country}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}
