import { Button, Group, SegmentedControl, Table, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useRights } from '~/shared/api/door'
import { Answer } from '~/shared/page/Answer'
import { Empty } from '~/shared/page/Empty'
import { Panel } from '~/shared/page/Panel'
import { ProblemNotice } from '~/shared/page/ProblemNotice'
import { useAddress } from '~/shared/sentence/useAddress'
import { useFormat } from '~/shared/words/useFormat'
import { type Delivery, type Fate, type Replay, useDeliveries, useReplay } from '../queries'

/** What was delivered last and what became of it; what failed can be played again. */
export function Deliveries({ id }: { id: string }) {
  const { t } = useTranslation('shops')
  const [address, change] = useAddress()
  const only = (address.show ?? '') as Fate | ''
  const asked = useDeliveries(id, only || undefined)
  const replay = useReplay(id)
  const may = useRights()
  return (
    <Panel
      title={t('deliveries.title')}
      definition={t('deliveries.definition')}
      actions={
        <SegmentedControl
          size="xs"
          value={only}
          onChange={(value) => change({ show: value || undefined })}
          aria-label={t('deliveries.show')}
          data={['', 'failed'].map((value) => ({
            value,
            label: t(value ? 'deliveries.onlyFailed' : 'deliveries.everything'),
          }))}
        />
      }
    >
      {may('take_in') && (
        <Group gap="sm">
          <Button
            size="xs"
            variant="default"
            loading={replay.isPending}
            onClick={() => replay.mutate({ which: 'failed' })}
          >
            {t('deliveries.replayFailed')}
          </Button>
          <Button
            size="xs"
            variant="default"
            loading={replay.isPending}
            onClick={() => replay.mutate({ which: 'all' })}
          >
            {t('deliveries.replayAll')}
          </Button>
          <Text size="xs" c="dimmed" role="status">
            {replay.data && t('deliveries.replayed', { count: replay.data.n, n: replay.data.n })}
          </Text>
        </Group>
      )}
      {replay.error && <ProblemNotice error={replay.error} />}
      <Answer of={asked} height={240}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty because={t(only ? 'deliveries.noneFailed' : 'deliveries.none')} />
          ) : (
            <Told items={items} onReplay={may('take_in') ? replay.mutate : undefined} />
          )
        }
      </Answer>
    </Panel>
  )
}

type ToldProps = { items: Delivery[]; onReplay?: (which: Replay) => void }

function Told({ items, onReplay }: ToldProps) {
  const { t } = useTranslation('shops')
  return (
    <Table.ScrollContainer minWidth={620}>
      <Table verticalSpacing={6}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('deliveries.columns.heard')}</Table.Th>
            <Table.Th>{t('deliveries.columns.topic')}</Table.Th>
            <Table.Th>{t('deliveries.columns.fate')}</Table.Th>
            <Table.Th />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {items.map((one) => (
            <Row key={one.id} one={one} onReplay={onReplay} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}

function Row({ one, onReplay }: { one: Delivery; onReplay?: (which: Replay) => void }) {
  const { t } = useTranslation('shops')
  const format = useFormat()
  const topic = t(`topics.${one.topic.replace(/[/.]/g, '_')}`, { defaultValue: one.topic })
  return (
    <Table.Tr style={{ verticalAlign: 'top' }}>
      <Table.Td style={{ whiteSpace: 'nowrap' }}>{format.moment(one.heard_at)}</Table.Td>
      <Table.Td>
        <Text size="sm">{topic}</Text>
        <Text size="xs" c="dimmed">
          {one.about && t('deliveries.about', { number: one.about })}
        </Text>
      </Table.Td>
      <Table.Td>
        <Text size="sm" fw={one.fate === 'failed' ? 600 : undefined}>
          {t(`fates.${one.fate}`)}
        </Text>
        {one.reason && (
          <Text size="xs" c="dimmed">
            {t(`reasons.${one.reason}`, { defaultValue: one.reason })} {one.field}
          </Text>
        )}
      </Table.Td>
      <Table.Td ta="right">
        {onReplay && one.is_kept && one.fate !== 'waiting' && (
          <Button
            size="compact-xs"
            variant="default"
            onClick={() => onReplay({ delivery: one.id })}
          >
            {t('deliveries.replay')}
          </Button>
        )}
      </Table.Td>
    </Table.Tr>
  )
}
