import { ActionIcon, Button, Group, Table } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { tellProblem } from '~/shared/page/tellProblem'
import { useFormat } from '~/shared/words/useFormat'
import { Form } from './Form'
import { type Spend, useRemoveSpend } from './queries'

type Props = { items: Spend[]; currency: string }

/** More lines than anybody reads at once; the newest days come first. */
const ROWS = 60

/** What was spent, newest days first; each line can be changed and removed. */
export function Rows({ items, currency }: Props) {
  const { t } = useTranslation('spend')
  const [all, setAll] = useState(false)
  const rows = all ? items : items.slice(0, ROWS)
  return (
    <>
      <Table.ScrollContainer minWidth={520}>
        <Table verticalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('days')}</Table.Th>
              <Table.Th>{t('channel')}</Table.Th>
              <Table.Th ta="right">{t('amount')}</Table.Th>
              <Table.Th>{t('source')}</Table.Th>
              <Table.Th aria-label={t('deeds')} />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((spend) => (
              <Line key={spend.id} spend={spend} currency={currency} />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {items.length > rows.length && (
        <Button variant="default" size="xs" w="fit-content" onClick={() => setAll(true)}>
          {t('older', { count: items.length - rows.length })}
        </Button>
      )}
    </>
  )
}

function Line({ spend, currency }: { spend: Spend; currency: string }) {
  const { t } = useTranslation('spend')
  const format = useFormat()
  const [changing, setChanging] = useState(false)
  const remove = useRemoveSpend()
  if (changing) {
    return (
      <Table.Tr>
        <Table.Td colSpan={5}>
          <Form currency={currency} spend={spend} onDone={() => setChanging(false)} />
        </Table.Td>
      </Table.Tr>
    )
  }
  const days = format.days(spend.days)
  const source = spend.source === 'page' ? t('byHand') : spend.source
  return (
    <Table.Tr>
      <Table.Td>{days}</Table.Td>
      <Table.Td>{spend.channel ?? t('anyChannel')}</Table.Td>
      <Table.Td ta="right" className="numbers">
        {format.money(spend.amount)}
      </Table.Td>
      <Table.Td style={{ overflowWrap: 'anywhere' }}>{source}</Table.Td>
      <Table.Td>
        <Group gap={4} wrap="nowrap" justify="flex-end" className="no-print">
          <Button variant="subtle" size="compact-sm" onClick={() => setChanging(true)}>
            {t('change')}
          </Button>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('remove', { channel: spend.channel ?? t('anyChannel'), days })}
            loading={remove.isPending}
            onClick={() => remove.mutate(spend.id, { onError: (error) => tellProblem(error, t) })}
          >
            ×
          </ActionIcon>
        </Group>
      </Table.Td>
    </Table.Tr>
  )
}
