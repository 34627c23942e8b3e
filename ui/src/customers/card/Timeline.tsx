import {
  Button,
  Group,
  Timeline as Line,
  NativeSelect,
  Stack,
  Text,
  TextInput,
} from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { dayAfter } from '~/shared/words/dayAfter'
import type { Money } from '~/shared/api/shop'
import { useFields } from '~/shared/fields/queries'
import { useFieldWords } from '~/shared/fields/useFieldWords'
import { Answer } from '~/shared/page/Answer'
import { Empty } from '~/shared/page/Empty'
import { Panel } from '~/shared/page/Panel'
import { useAddress } from '~/shared/sentence/useAddress'
import { eventName } from '~/shared/words/eventName'
import { useFormat } from '~/shared/words/useFormat'
import { SentLetter } from './SentLetter'
import { type Happening as Entry, useTimeline } from '../queries'

const FAMILIES = ['orders', 'messages', 'visits', 'profile', 'consent', 'segments'] as const

/** Everything in one line of time; what of it is shown is in the address. */
export function Timeline({ id }: { id: string }) {
  const { t } = useTranslation('customers')
  const [address, change] = useAddress()
  const { kind, from, until } = address
  const family = FAMILIES.find((one) => one === kind)
  const part = { family, from: from || undefined, until: until ? dayAfter(until) : undefined }
  const asked = useTimeline(id, part)
  return (
    <Panel title={t('timeline')}>
      <Group gap="xs" align="flex-end">
        <NativeSelect
          size="xs"
          flex="1 1 100%"
          label={t('timelineFilter')}
          value={family ?? ''}
          onChange={({ currentTarget }) => change({ kind: currentTarget.value })}
          data={['', ...FAMILIES].map((value) => ({ value, label: t(`kinds.${value || 'all'}`) }))}
        />
        <TextInput
          size="xs"
          type="date"
          flex="1 1 130px"
          label={t('timelineFrom')}
          value={from ?? ''}
          max={until || undefined}
          onChange={({ currentTarget }) => change({ from: currentTarget.value })}
        />
        <TextInput
          size="xs"
          type="date"
          flex="1 1 130px"
          label={t('timelineUntil')}
          value={until ?? ''}
          min={from || undefined}
          onChange={({ currentTarget }) => change({ until: currentTarget.value })}
        />
      </Group>
      <Answer of={asked} height={320}>
        {({ pages }) => {
          const entries = pages.flatMap((page) => page.items)
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
  const changed = useChanged()
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
          ...changed(payload),
          defaultValue: entry.kind,
        })}
        {money && <strong> · {format.money(money)}</strong>}
        {status && ` · ${status}`}
        {isLetter(entry) && <SentLetter message={String(payload.message)} />}
      </Text>
      <Text size="xs" c="dimmed" fw={400}>
        {format.moment(entry.at)}
      </Text>
    </div>
  )
}

/** What changed of whom: the field by its name, both values as people read them. */
function useChanged() {
  const { t } = useTranslation('fields')
  const fields = useFields().data?.items ?? []
  const { nameOf, valueOf } = useFieldWords()
  return ({ field: key, was, became }: Entry['payload']) => {
    if (typeof key !== 'string') return {}
    const field = fields.find((one) => one.key === key)
    const name = field ? nameOf(field) : t(`profile.${key}`, { defaultValue: key })
    const said = (value: unknown) => valueOf(field?.kind ?? 'text', value)
    return { field: name, was: said(was), became: said(became) }
  }
}

/** Whether a letter left, which may be looked at as it was. */
function isLetter({ kind, payload }: Entry) {
  return kind === 'message_sent' && payload.channel === 'email' && Boolean(payload.message)
}

/** Consent to being followed is told in other words than consent to marketing; a note is told too. */
function kindOf({ kind, payload }: Entry) {
  if (kind === 'task_done' && payload.note) return 'task_done_noted'
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
