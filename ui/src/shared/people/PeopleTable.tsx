import { Anchor, Table } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { nameOf } from './name'

type Person = Parameters<typeof nameOf>[0] & { id: string; country?: string | null }

type Props<P extends Person> = {
  people: P[]
  /** What is told of each between the name and the country. */
  told: { head: string; of: (person: P) => ReactNode }
}

/** Some people by name, each leading to his card. */
export function PeopleTable<P extends Person>({ people, told }: Props<P>) {
  const { t } = useTranslation('customers')
  return (
    <Table.ScrollContainer minWidth={420}>
      <Table verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('columns.name')}</Table.Th>
            <Table.Th>{told.head}</Table.Th>
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
              <Table.Td>{told.of(person)}</Table.Td>
              <Table.Td>{person.country}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}
