import { Button, Group, Table, Text, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Answer } from '~/shared/page/Answer'
import { Empty } from '~/shared/page/Empty'
import { Page } from '~/shared/page/Page'
import { Panel } from '~/shared/page/Panel'
import { useFormat } from '~/shared/words/useFormat'
import { Because } from './Because'
import { type Suppression, useSuppressions } from './queries'

type Asked = { verb: 'add' | 'lift'; of?: Suppression }

/** The addresses that nobody writes to, and why. */
export function SuppressionsScreen() {
  const { t } = useTranslation('suppressions')
  const [find, setFind] = useState('')
  const [settled] = useDebouncedValue(find.trim(), 200)
  const [asked, setAsked] = useState<Asked | null>(null)
  const list = useSuppressions(settled)
  return (
    <Page
      title={t('title')}
      intro={t('intro')}
      actions={<Button onClick={() => setAsked({ verb: 'add' })}>{t('add')}</Button>}
    >
      <Panel>
        <TextInput
          label={t('find')}
          value={find}
          maw={320}
          onChange={(event) => setFind(event.currentTarget.value)}
        />
        <Answer of={list} height={240}>
          {({ pages }) => {
            const items = pages.flatMap((page) => page.items)
            if (items.length === 0) return <Empty because={t(settled ? 'notFound' : 'none')} />
            return <Rows items={items} onLift={(of) => setAsked({ verb: 'lift', of })} />
          }}
        </Answer>
        {list.hasNextPage && (
          <Group>
            <Button
              variant="default"
              loading={list.isFetchingNextPage}
              onClick={() => list.fetchNextPage()}
            >
              {t('words:more')}
            </Button>
          </Group>
        )}
      </Panel>
      {asked && <Because {...asked} onClose={() => setAsked(null)} />}
    </Page>
  )
}

type RowsProps = { items: Suppression[]; onLift: (one: Suppression) => void }

function Rows({ items, onLift }: RowsProps) {
  const { t } = useTranslation('suppressions')
  const format = useFormat()
  return (
    <Table.ScrollContainer minWidth={560}>
      <Table verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('address')}</Table.Th>
            <Table.Th>{t('channel')}</Table.Th>
            <Table.Th>{t('why')}</Table.Th>
            <Table.Th ta="right">{t('since')}</Table.Th>
            <Table.Th />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {items.map((one) => (
            <Table.Tr key={one.channel + one.address}>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>{one.address}</Table.Td>
              <Table.Td>{t(`campaigns:channels.${one.channel}`)}</Table.Td>
              <Table.Td>
                {t(`campaigns:reasons.${one.reason}`, { defaultValue: one.text })}
                {one.note && (
                  <Text size="sm" c="dimmed">
                    {one.note}
                  </Text>
                )}
              </Table.Td>
              <Table.Td ta="right">{format.momentDay(one.at)}</Table.Td>
              <Table.Td ta="right">
                <Button
                  size="compact-sm"
                  variant="default"
                  aria-label={t('liftOne', { address: one.address })}
                  onClick={() => onLift(one)}
                >
                  {t('lift')}
                </Button>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}
