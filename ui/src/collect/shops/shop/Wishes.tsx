import { Anchor, Button, Table, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { pageOf } from '~/customers/card/privacy/queries'
import { useRights } from '~/shared/api/door'
import { Answer } from '~/shared/page/Answer'
import { Panel } from '~/shared/page/Panel'
import { ProblemNotice } from '~/shared/page/ProblemNotice'
import { useFormat } from '~/shared/words/useFormat'
import { useWishDone, useWishes, type Wish } from '../queries'

/** What people asked for by the law, and the day by which it has to be done. */
export function Wishes({ id }: { id: string }) {
  const { t } = useTranslation('shops')
  const asked = useWishes(id)
  const done = useWishDone(id)
  const may = useRights()
  return (
    <Panel title={t('wishes.title')} note={t('wishes.note')}>
      {done.error && <ProblemNotice error={done.error} />}
      <Answer of={asked} height={120}>
        {({ items }) => (
          <Table.ScrollContainer minWidth={560}>
            <Table verticalSpacing="sm">
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t('wishes.columns.what')}</Table.Th>
                  <Table.Th>{t('wishes.columns.who')}</Table.Th>
                  <Table.Th>{t('wishes.columns.due')}</Table.Th>
                  <Table.Th />
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {items.map((wish) => (
                  <Row
                    key={wish.id}
                    wish={wish}
                    onDone={may('own') ? () => done.mutate(wish.id) : undefined}
                  />
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        )}
      </Answer>
    </Panel>
  )
}

function Row({ wish, onDone }: { wish: Wish; onDone?: () => void }) {
  const { t, i18n } = useTranslation('shops')
  const format = useFormat()
  const shown = wish.email ?? wish.number
  return (
    <Table.Tr>
      <Table.Td>{t(`topics.${wish.topic.replace('/', '_')}`)}</Table.Td>
      <Table.Td>
        {wish.customer ? (
          <Anchor
            component={Link}
            to="/customers/$id"
            params={{ id: wish.customer } as never}
            size="sm"
          >
            {shown ?? t('wishes.card')}
          </Anchor>
        ) : (
          <Text size="sm">{shown ?? '–'}</Text>
        )}
      </Table.Td>
      <Table.Td>{format.momentDay(wish.due_at)}</Table.Td>
      <Table.Td ta="right">
        {!wish.done_at && wish.customer && wish.topic === 'customers/data_request' && (
          <Button
            component="a"
            download
            href={pageOf(wish.customer, i18n.language)}
            size="xs"
            variant="default"
            mr="xs"
          >
            {t('wishes.export')}
          </Button>
        )}
        {wish.done_at ? (
          <Text size="sm" c="dimmed">
            {t('wishes.doneAt', { at: format.moment(wish.done_at) })}
          </Text>
        ) : (
          onDone && (
            <Button size="xs" variant="default" onClick={onDone}>
              {t('wishes.done')}
            </Button>
          )
        )}
      </Table.Td>
    </Table.Tr>
  )
}
