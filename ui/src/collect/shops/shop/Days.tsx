import { Button, Group, SegmentedControl, Table, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useRights } from '~/shared/api/door'
import { Answer } from '~/shared/page/Answer'
import { Empty } from '~/shared/page/Empty'
import { Panel } from '~/shared/page/Panel'
import { ProblemNotice } from '~/shared/page/ProblemNotice'
import { useAddress } from '~/shared/sentence/useAddress'
import { useFormat } from '~/shared/words/useFormat'
import { type Day, type Kind, type Shop, useCheck, useDays, useFetchDay } from '../queries'
import { Hindrance } from './Hindrance'

/** The orders of each day there and here: the proof that nothing was missed. */
export function Days({ shop }: { shop: Shop }) {
  const { t } = useTranslation('shops')
  const asked = useDays(shop.id)
  const check = useCheck(shop.id)
  const fetchDay = useFetchDay(shop.id)
  const may = useRights()
  const format = useFormat()
  const [address, change] = useAddress()
  const shown = address.days ?? 'differing'
  const isMute = !shop.can_be_asked && shop.state !== 'disconnected'
  const canAsk = may('take_in') && shop.can_be_asked && shop.state !== 'disconnected'
  const runs = shop.errands.filter(({ errand }) => errand !== 'fill')
  const running = runs.find(({ state }) => state === 'running')
  return (
    <Panel
      title={t('days.title')}
      definition={t([`${shop.kind}.days.definition`, 'days.definition'])}
      actions={
        <SegmentedControl
          size="xs"
          value={shown}
          onChange={(value) => change({ days: value })}
          aria-label={t('days.show')}
          data={['differing', 'all'].map((value) => ({ value, label: t(`days.${value}`) }))}
        />
      }
    >
      {canAsk && (
        <Group gap="sm">
          <Button
            size="xs"
            variant="default"
            loading={check.isPending || !!running}
            onClick={() => check.mutate(undefined)}
          >
            {t('days.check')}
          </Button>
          {running && (
            <Text size="sm" c="dimmed" role="status">
              {t('days.running', {
                n: format.number(running.n_done),
                all: format.number(running.n_expected),
              })}
            </Text>
          )}
        </Group>
      )}
      {runs.map((run) => (
        <Hindrance key={run.errand} run={run} />
      ))}
      {[check, fetchDay].map(
        ({ error }, nth) => error && <ProblemNotice key={nth} error={error} />,
      )}
      <Answer of={asked} height={200}>
        {({ items }) => {
          const days = shown === 'all' ? items : items.filter((day) => !day.agrees)
          if (items.length === 0) {
            return <Empty because={t(isMute ? 'errands.noKey' : 'days.none')} />
          }
          const n = new Set(items.map(({ day }) => day)).size
          if (days.length === 0) {
            return <Empty because={t('days.allAgree', { count: n, n: format.number(n) })} />
          }
          const onFetch = canAsk ? fetchDay.mutate : undefined
          return <Beside kind={shop.kind} days={days} onFetch={onFetch} />
        }}
      </Answer>
    </Panel>
  )
}

type BesideProps = { kind: Kind; days: Day[]; onFetch?: (day: string) => void }

function Beside({ kind, days, onFetch }: BesideProps) {
  const { t } = useTranslation('shops')
  const column = (name: string) => t([`${kind}.days.columns.${name}`, `days.columns.${name}`])
  const format = useFormat()
  return (
    <Table.ScrollContainer minWidth={640}>
      <Table verticalSpacing={6} className="numbers">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('days.columns.day')}</Table.Th>
            <Table.Th ta="right">{column('nTheirs')}</Table.Th>
            <Table.Th ta="right">{t('days.columns.nOurs')}</Table.Th>
            <Table.Th ta="right">{column('sumTheirs')}</Table.Th>
            <Table.Th ta="right">{t('days.columns.sumOurs')}</Table.Th>
            <Table.Th />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {days.map((one) => (
            <Table.Tr key={`${one.day} ${one.sum_ours.currency}`}>
              <Table.Td style={{ whiteSpace: 'nowrap' }}>{format.day(one.day)}</Table.Td>
              <Table.Td ta="right">{format.number(one.n_theirs)}</Table.Td>
              <Table.Td ta="right">{format.number(one.n_ours)}</Table.Td>
              <Table.Td ta="right">{format.money(one.sum_theirs)}</Table.Td>
              <Table.Td ta="right">{format.money(one.sum_ours)}</Table.Td>
              <Table.Td ta="right">
                {one.agrees ? (
                  <Text size="sm" c="dimmed">
                    {t('days.agrees')}
                  </Text>
                ) : (
                  onFetch && (
                    <Button
                      size="compact-xs"
                      variant="default"
                      onClick={() => onFetch(one.day)}
                      aria-label={t('days.fetchDay', { day: format.day(one.day) })}
                    >
                      {t('days.fetch')}
                    </Button>
                  )
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}
