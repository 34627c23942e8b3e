import { Anchor, Table, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { nameOf } from '~/shared/people/name'
import { useFormat } from '~/shared/words/useFormat'
import type { Customer } from '../queries'
import type { Sort } from '../question'
import { ColumnHead } from './ColumnHead'
import classes from './list.module.css'

const ROW = 44

type Pages = { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown }
type Props = { people: Customer[]; asked: Pages; sort: Sort }

/** A long list of which only the visible rows exist; the next page comes as it is scrolled. */
export function PeopleTable({ people, asked, sort }: Props) {
  const { t } = useTranslation('customers')
  const place = useRef<HTMLElement>(null)
  const rows = useVirtualizer({
    count: people.length,
    getScrollElement: () => place.current,
    estimateSize: () => ROW,
    overscan: 12,
  })
  const visible = rows.getVirtualItems()
  useNextPage(asked, visible.at(-1)?.index === people.length - 1)
  const above = visible[0]?.start ?? 0
  const below = rows.getTotalSize() - (visible.at(-1)?.end ?? 0)

  return (
    <section ref={place} className={classes.scroll} aria-label={t('title')} tabIndex={0}>
      <Table stickyHeader miw={960} aria-rowcount={asked.hasNextPage ? -1 : people.length}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('columns.name')}</Table.Th>
            <Table.Th>{t('columns.email')}</Table.Th>
            <ColumnHead column="orders" sort={sort} />
            <ColumnHead column="revenue" sort={sort} />
            <ColumnHead column="recency_days" sort={sort} />
            <Table.Th>{t('columns.rfm_group')}</Table.Th>
            <Table.Th>{t('columns.email_consent')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {above > 0 && <tr style={{ height: above }} />}
          {visible.map(({ index }) => {
            const person = people[index]
            return person && <Row key={person.id} person={person} index={index} />
          })}
          {below > 0 && <tr style={{ height: below }} />}
        </Table.Tbody>
      </Table>
    </section>
  )
}

function useNextPage({ hasNextPage, isFetchingNextPage, fetchNextPage }: Pages, atEnd: boolean) {
  useEffect(() => {
    if (atEnd && hasNextPage && !isFetchingNextPage) fetchNextPage()
  }, [atEnd, hasNextPage, isFetchingNextPage, fetchNextPage])
}

function Row({ person, index }: { person: Customer; index: number }) {
  const { t } = useTranslation('customers')
  const format = useFormat()
  return (
    <Table.Tr h={ROW} aria-rowindex={index + 2}>
      <Table.Td className={classes.name}>
        <Anchor component={Link} to="/customers/$id" params={{ id: person.id } as never}>
          {nameOf(person)}
        </Anchor>
      </Table.Td>
      <Table.Td className={classes.name}>
        <Text size="sm" c="dimmed" truncate>
          {person.email ?? t('noEmail')}
        </Text>
      </Table.Td>
      <Table.Td ta="right">{format.number(person.orders)}</Table.Td>
      <Table.Td ta="right">{format.money(person.revenue)}</Table.Td>
      <Table.Td ta="right">
        {person.recency_days == null
          ? t('noOrders')
          : t('words:days', { count: person.recency_days, n: format.number(person.recency_days) })}
      </Table.Td>
      <Table.Td>
        {person.rfm_group && t(`rfm:groups.${person.rfm_group}`, { defaultValue: person.rfm_group })}
      </Table.Td>
      <Table.Td>{t(`consent.${person.email_consent}`)}</Table.Td>
    </Table.Tr>
  )
}
