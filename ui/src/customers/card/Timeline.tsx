import { Button, Timeline as Line, SegmentedControl, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Money } from '~/shared/api/shop'
import { Answer } from '~/shared/page/Answer'
import { Empty } from '~/shared/page/Empty'
import { Panel } from '~/shared/page/Panel'
import { useAddress } from '~/shared/sentence/useAddress'
import { eventName } from '~/shared/words/eventName'
import { useFormat } from '~/shared/words/useFormat'
import { type Happening as Entry, useTimeline } from '../queries'

/** A filter is the beginning of the kinds it shows: `order` of `order_placed`, `order_changed`. */
const KINDS = ['', 'order', 'message', 'consent', 'segment']

/** Everything in one line of time; the filter is in the address. */
export function Timeline({ id }: { id: string }) {
  const { t } = useTranslation('customers')
  const [address, change] = useAddress()
  const kind = address.kind ?? ''
  const asked = useTimeline(id)
  return (
    <Panel title={t('timeline')}>
      <SegmentedControl
        size="xs"
        fullWidth
        value={kind}
        onChange={(value) => change({ kind: value })}
        aria-label={t('timelineFilter')}
        data={KINDS.map((value) => ({ value, label: t(`kinds.${value || 'all'}`) }))}
      />
      <Answer of={asked} height={320}>
        {({ pages }) => {
          const entries = pages
            .flatMap((page) => page.items)
            .filter((entry) => entry.kind.startsWith(kind))
          if (entries.length === 0) return <Empty because={t('nothingHappened')} />
          return (
            <Stack gap="md">
              <Line bulletSize={14} lineWidth={2} active={-1}>
                {entries.map((entry) => (
                  <Line.Item key={entry.seq} title={<Happening entry={entry} />} />
                ))}
              </Line>
              {asked.hasNextPage && (
                <Button
                  variant="default"
                  loading={asked.isFetchingNextPage}
                  onClick={() => asked.fetchNextPage()}
                >
                  {t('words:more')}
                </Button>
              )}
            </Stack>
          )
        }}
      </Answer>
    </Panel>
  )
}

function Happening({ entry }: { entry: Entry }) {
  const { t } = useTranslation('customers')
  const format = useFormat()
  const { payload } = entry
  const money = moneyOf(payload)
  const status =
    typeof payload.status === 'string'
      ? t(`statuses.${payload.status}`, { defaultValue: payload.status })
      : ''
  return (
    <div>
      <Text size="sm">
        {t(`happenings.${kindOf(entry)}`, {
          name: eventName(payload),
          ...words(payload),
          defaultValue: entry.kind,
        })}
        {money && <strong> · {format.money(money)}</strong>}
        {status && ` · ${status}`}
      </Text>
      <Text size="xs" c="dimmed" fw={400}>
        {format.moment(entry.at)}
      </Text>
    </div>
  )
}

/** Consent to being followed is told in other words than consent to marketing. */
function kindOf({ kind, payload }: Entry) {
  return payload.purpose === 'tracking' ? `${kind}_tracking` : kind
}

/** The plain words and numbers of a happening, for its sentence. */
function words(payload: Entry['payload']): Record<string, string> {
  const plain = Object.entries(payload).filter(([, value]) => typeof value !== 'object')
  return Object.fromEntries(plain.map(([name, value]) => [name, String(value)]))
}

/** What an order came to; nothing while its file had no amounts or named no currency. */
function moneyOf({ amount, currency }: Entry['payload']): Money | undefined {
  if (typeof amount !== 'number' || typeof currency !== 'string') return undefined
  return { minor: amount, currency }
}
