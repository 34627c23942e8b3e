import { Anchor, Button, Group, Table, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Answer } from '~/shared/page/Answer'
import { Empty } from '~/shared/page/Empty'
import { Page } from '~/shared/page/Page'
import { Panel } from '~/shared/page/Panel'
import { useFormat } from '~/shared/words/useFormat'
import { ComeBack } from './ComeBack'
import { KeptAway } from './KeptAway'
import { type Regulation, useRegulations } from './queries'
import { ReceiptShown } from './ReceiptShown'

/** What people asked of the shop by the law, what became of it, and how it is known. */
export function PrivacyScreen() {
  const { t } = useTranslation('privacy')
  const list = useRegulations()
  const [shown, setShown] = useState<string | null>(null)
  return (
    <Page title={t('title')} intro={t('intro')}>
      <Panel title={t('receipts')} note={t('receiptsNote')}>
        <Answer of={list} height={200}>
          {({ pages }) => {
            const items = pages.flatMap((page) => page.items)
            const open = items.find((one) => one.id === shown)
            if (items.length === 0) return <Empty because={t('none')} />
            return (
              <>
                <Receipts items={items} onShow={setShown} />
                {open && <ReceiptShown of={open} onClose={() => setShown(null)} />}
              </>
            )
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
      <KeptAway />
      <ComeBack />
    </Page>
  )
}

type ReceiptsProps = { items: Regulation[]; onShow: (id: string) => void }

function Receipts({ items, onShow }: ReceiptsProps) {
  const { t } = useTranslation('privacy')
  return (
    <Table.ScrollContainer minWidth={640}>
      <Table verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('columns.verb')}</Table.Th>
            <Table.Th>{t('columns.state')}</Table.Th>
            <Table.Th>{t('columns.asked')}</Table.Th>
            <Table.Th>{t('columns.receipt')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {items.map((one) => (
            <Row key={one.id} one={one} onShow={() => onShow(one.id)} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}

function Row({ one, onShow }: { one: Regulation; onShow: () => void }) {
  const { t } = useTranslation('privacy')
  const format = useFormat()
  const { id, customer, source, due_at: due } = one
  const verb = t(`verbs.${one.verb}`)
  return (
    <Table.Tr>
      <Table.Td>
        <Anchor component="button" size="sm" aria-label={t('showOne', { id, verb })} onClick={onShow}>
          {verb}
        </Anchor>
      </Table.Td>
      <Table.Td>
        {customer ? (
          <Anchor component={Link} to="/customers/$id" params={{ id: customer } as never} size="sm">
            {t(`states.${one.state}`)}
          </Anchor>
        ) : (
          t(`states.${one.state}`)
        )}
        {due && one.state === 'asked' && (
          <Text size="xs" c="dimmed">
            {t('by', { day: format.momentDay(due) })}
          </Text>
        )}
      </Table.Td>
      <Table.Td>
        {format.momentDay(one.asked_at)}
        <Text size="xs" c="dimmed">
          {t(`through.${source}`, { defaultValue: source })}
        </Text>
      </Table.Td>
      <Table.Td>
        <Text size="xs" ff="monospace" style={{ overflowWrap: 'anywhere' }}>
          {id}
        </Text>
      </Table.Td>
    </Table.Tr>
  )
}
