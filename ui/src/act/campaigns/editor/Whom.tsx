import { SimpleGrid, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Answer } from '~/shared/page/Answer'
import { Figure } from '~/shared/page/Figure'
import { Panel } from '~/shared/page/Panel'
import { GROUPS } from '~/shared/people/groups'
import { Choice } from '~/shared/sentence/Choice'
import { Sentence } from '~/shared/sentence/Sentence'
import { useFormat } from '~/shared/words/useFormat'
import { type Condition, useAudience } from '../queries'
import type { Draft } from './useDraft'

const SILENCES = [0, 30, 60, 90, 180, 365]
const ORDERS = [0, 2, 3, 5, 10]

type Props = { draft: Draft; onChange: (change: Partial<Draft>) => void }

/** The audience as a sentence, with the live count of those it means. */
export function Whom({ draft, onChange }: Props) {
  const { t } = useTranslation('campaigns')
  const choose = (part: Condition) => onChange({ condition: { ...draft.condition, ...part } })
  return (
    <Panel title={t('whom')}>
      <TextInput
        label={t('name')}
        maw={480}
        value={draft.name}
        onChange={(event) => onChange({ name: event.currentTarget.value })}
      />
      <AudienceSentence condition={draft.condition} onChange={choose} />
      <Reach condition={draft.condition} />
    </Panel>
  )
}

function AudienceSentence({
  condition,
  onChange,
}: {
  condition: Condition
  onChange: (part: Condition) => void
}) {
  const { t } = useTranslation('campaigns')
  const format = useFormat()
  const group = condition.rfm_groups?.[0] ?? ''
  const counted = (name: string, any: string, values: number[], value: number | null | undefined) =>
    [...new Set([...values, value ?? 0])]
      .sort((a, b) => a - b)
      .map((count) => ({
        value: String(count),
        label: count ? t(name, { count, n: format.number(count) }) : t(any),
      }))
  return (
    <Sentence
      slice="campaigns"
      name="whomSentence"
      words={{
        group: (
          <Choice
            label={t('customers:columns.rfm_group')}
            value={group}
            options={['', ...GROUPS].map((value) => ({
              value,
              label: value
                ? t('customers:groupOf', { name: t(`rfm:groups.${value}`) })
                : t('customers:anyGroup'),
              note: value ? t(`rfm:meanings.${value}`) : undefined,
            }))}
            onChange={(value) => onChange({ rfm_groups: value ? [value] : undefined })}
          />
        ),
        silence: (
          <Choice
            label={t('silence')}
            value={String(condition.quiet_days_min ?? 0)}
            options={counted('quietFor', 'anySilence', SILENCES, condition.quiet_days_min)}
            onChange={(value) => onChange({ quiet_days_min: Number(value) || undefined })}
          />
        ),
        orders: (
          <Choice
            label={t('customers:columns.orders')}
            value={String(condition.orders_min ?? 0)}
            options={counted('ordersFrom', 'anyOrders', ORDERS, condition.orders_min)}
            onChange={(value) => onChange({ orders_min: Number(value) || undefined })}
          />
        ),
      }}
    />
  )
}

function Reach({ condition }: { condition: Condition }) {
  const { t } = useTranslation('campaigns')
  const format = useFormat()
  const asked = useAudience(condition)
  const shown = ['people', 'reachable', 'without_consent', 'without_address'] as const
  return (
    <Answer of={asked} height={72}>
      {(count) => (
        <SimpleGrid cols={{ base: 2, md: 4 }} spacing="lg" aria-live="polite">
          {shown.map((name) => (
            <Figure
              key={name}
              label={t(`reach.${name}.name`)}
              value={format.number(count[name])}
              definition={t(`reach.${name}.definition`)}
            />
          ))}
        </SimpleGrid>
      )}
    </Answer>
  )
}
