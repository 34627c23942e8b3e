import { Anchor, Stack, Table, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { WriteToThem } from '~/act/campaigns/WriteToThem'
import { inOrder } from '~/shared/people/groups'
import { useFormat } from '~/shared/words/useFormat'
import type { RfmGroup } from './queries'
import classes from './rfm.module.css'

/** A row per group; its name leads to its people, its button to a letter for them. */
export function Groups({ groups }: { groups: RfmGroup[] }) {
  const { t } = useTranslation('rfm')
  const most = Math.max(...groups.map((group) => group.share ?? 0)) || 1
  return (
    <Table.ScrollContainer minWidth={860}>
      <Table verticalSpacing="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('columns.group')}</Table.Th>
            <Table.Th ta="right">{t('columns.customers')}</Table.Th>
            <Table.Th>{t('columns.share')}</Table.Th>
            <Table.Th ta="right">{t('columns.revenue')}</Table.Th>
            <Table.Th ta="right">{t('columns.recency')}</Table.Th>
            <Table.Th />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {ordered(groups).map((group) => (
            <Row key={group.group} group={group} most={most} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}

function ordered(groups: RfmGroup[]): RfmGroup[] {
  const names = inOrder(groups.map(({ group }) => group))
  return groups.toSorted((one, other) => names.indexOf(one.group) - names.indexOf(other.group))
}

function Row({ group, most }: { group: RfmGroup; most: number }) {
  const { t } = useTranslation('rfm')
  const format = useFormat()
  const days = group.recency_days_median
  // A group of the shop's own needs no words about it.
  const meaning = t(`meanings.${group.group}`, { defaultValue: '' })
  return (
    <Table.Tr>
      <Table.Td maw={320}>
        <Stack gap={0}>
          <Anchor component={Link} to="/customers" search={{ 'rfm-group': group.group } as never}>
            {t(`groups.${group.group}`, { defaultValue: group.group })}
          </Anchor>
          {meaning && (
            <Text size="sm" c="dimmed">
              {meaning}
            </Text>
          )}
        </Stack>
      </Table.Td>
      <Table.Td ta="right">{format.number(group.customers)}</Table.Td>
      <Table.Td>
        <div className={classes.share}>
          <span className={classes.number}>{format.share(group.share)}</span>
          <span
            className={classes.bar}
            style={{ width: `${(100 * (group.share ?? 0)) / most}px` }}
          />
        </div>
      </Table.Td>
      <Table.Td ta="right">{format.roundMoney(group.revenue)}</Table.Td>
      <Table.Td ta="right">
        {typeof days === 'number'
          ? t('words:days', { count: days, n: format.number(days) })
          : format.number(null)}
      </Table.Td>
      <Table.Td ta="right" className="no-print">
        <WriteToThem quiet condition={{ rfm_groups: [group.group] }} />
      </Table.Td>
    </Table.Tr>
  )
}
