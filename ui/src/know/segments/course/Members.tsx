import { Anchor, Button, Group, Stack, Table, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Answer } from '~/shared/page/Answer'
import { Empty } from '~/shared/page/Empty'
import { nameOf } from '~/shared/people/name'
import { useFormat } from '~/shared/words/useFormat'
import { type CourseDay, useMembers } from '../queries'
import { dayAfter } from './dayAfter'

type Props = { name: string; day: CourseDay; isToday: boolean }

/** The members at the end of a day, which is where the next one begins; of today, those of now. */
export function Members({ name, day, isToday }: Props) {
  const { t } = useTranslation('segments')
  const format = useFormat()
  const asked = useMembers(name, isToday ? undefined : dayAfter(day.day))
  return (
    <Answer of={asked} height={360}>
      {({ pages }) => {
        const people = pages.flatMap((page) => page.items)
        if (people.length === 0) return <Empty because={t('onADay.nobody')} />
        return (
          <Stack gap="md">
            {!isToday && (
              <Text size="sm" c="dimmed">
                {t('onADay.count', { count: day.n_members, n: format.number(day.n_members) })}
              </Text>
            )}
            <People people={people} />
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

type Person = { id: string; customer_id: string; name?: string | null; country?: string | null }

function People({ people }: { people: Person[] }) {
  const { t } = useTranslation('customers')
  return (
    <Table.ScrollContainer minWidth={360}>
      <Table verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('columns.name')}</Table.Th>
            <Table.Th>{t('identity.external_id')}</Table.Th>
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
              <Table.Td>{person.customer_id}</Table.Td>
              <Table.Td>{person.country}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}
