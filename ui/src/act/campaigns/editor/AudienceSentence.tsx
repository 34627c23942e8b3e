import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useCellWords } from '~/know/cohorts/cellWords'
import { useGroupNames } from '~/shared/people/groups'
import { Choice } from '~/shared/sentence/Choice'
import { Sentence } from '~/shared/sentence/Sentence'
import { type Silence, useOrdersText, useSilenceText, useSpentText } from '../condition'
import type { Condition } from '../queries'

const SILENCES = [undefined, 30, 60, 90, 180, 365]
const ORDERS = [0, 2, 3, 5, 10]

type Props = { condition: Condition; onChange: (part: Condition) => void }

/** “Write to customers of *any group* who have been silent *for 60 to 180 days* …” */
export function AudienceSentence(props: Props) {
  const spent = useSpentText()(props.condition)
  return (
    <>
      <Sentence
        slice="campaigns"
        name={sentenceOf(props.condition)}
        words={{
          cell: <CellChoice {...props} />,
          segment: <SegmentChoice {...props} />,
          group: <GroupChoice {...props} />,
          silence: <SilenceChoice {...props} />,
          orders: <OrdersChoice {...props} />,
        }}
      />
      {spent && <Text size="sm">{spent}</Text>}
    </>
  )
}

/** Which sentence says where they come from: a cell, a segment, or anywhere. */
function sentenceOf({ cell, segment }: Condition): string {
  if (cell) return 'whomCellSentence'
  return segment ? 'whomSegmentSentence' : 'whomSentence'
}

/** A segment has its own screen; here it can only be let go. */
function SegmentChoice({ condition: { segment }, onChange }: Props) {
  const { t } = useTranslation('campaigns')
  if (!segment) return null
  return (
    <Choice
      label={t('customers:segment')}
      value="segment"
      options={[
        { value: 'segment', label: t('ofSegment', { name: segment }) },
        { value: 'any', label: t('anySegment') },
      ]}
      onChange={(value) => value === 'any' && onChange({ segment: undefined })}
    />
  )
}

/** A cell comes from its table; here it can only be let go. */
function CellChoice({ condition: { cell }, onChange }: Props) {
  const { t } = useTranslation('campaigns')
  const say = useCellWords()
  if (!cell) return null
  return (
    <Choice
      label={t('cohorts:cohort')}
      value="cell"
      options={[
        { value: 'cell', label: say(cell) },
        { value: 'any', label: t('anyCohort') },
      ]}
      onChange={(value) => value === 'any' && onChange({ cell: undefined })}
    />
  )
}

function GroupChoice({ condition, onChange }: Props) {
  const { t } = useTranslation('campaigns')
  const groups = useGroupNames()
  return (
    <Choice
      label={t('customers:columns.rfm_group')}
      value={condition.rfm_groups?.[0] ?? ''}
      options={['', ...groups].map((value) => ({
        value,
        label: value
          ? t('customers:groupOf', { name: t(`rfm:groups.${value}`, { defaultValue: value }) })
          : t('customers:anyGroup'),
        note: value ? t(`rfm:meanings.${value}`, { defaultValue: '' }) : undefined,
      }))}
      onChange={(value) => onChange({ rfm_groups: value ? [value] : undefined })}
    />
  )
}

function SilenceChoice({ condition, onChange }: Props) {
  const { t } = useTranslation('campaigns')
  const say = useSilenceText()
  const usual: Silence[] = SILENCES.map((from) => ({ quiet_days_min: from }))
  const known = new Map([condition, ...usual].map((one) => [keyOf(one), one]))
  const inOrder = [...known].sort(([, a], [, b]) => startOf(a) - startOf(b))
  return (
    <Choice
      label={t('silence')}
      value={keyOf(condition)}
      options={inOrder.map(([value, one]) => ({ value, label: say(one) }))}
      onChange={(value) => {
        const chosen = known.get(value)
        onChange({
          quiet_days_min: chosen?.quiet_days_min ?? undefined,
          quiet_days_max: chosen?.quiet_days_max ?? undefined,
        })
      }}
    />
  )
}

function keyOf({ quiet_days_min: from, quiet_days_max: until }: Silence): string {
  return `${from ?? ''}-${until ?? ''}`
}

function startOf({ quiet_days_min: from }: Silence): number {
  return from ?? 0
}

function OrdersChoice({ condition, onChange }: Props) {
  const { t } = useTranslation('campaigns')
  const say = useOrdersText()
  const least = condition.orders_min ?? 0
  return (
    <Choice
      label={t('customers:columns.orders')}
      value={String(least)}
      options={[...new Set([...ORDERS, least])]
        .sort((a, b) => a - b)
        .map((count) => ({ value: String(count), label: say(count) }))}
      onChange={(value) => onChange({ orders_min: Number(value) || undefined })}
    />
  )
}
