import { Autocomplete, UnstyledButton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { SegmentDetail as Detail } from '~/client'
import { Choice } from '~/shared/sentence/Choice'
import {
  propertyOf,
  testOf,
  typedName,
  type Value,
  valueOf,
  waysWith,
  wayOf,
} from '../../rule/detail'
import classes from '../builder.module.css'
import { useVocabulary } from '../vocabulary'
import { NumberWord } from '../words/NumberWord'
import { TextWord } from '../words/TextWord'
import { ValuesWord } from '../words/ValuesWord'
import words from '../words/words.module.css'

type Props = { deed: string; details: Detail[]; onChange: (details: Detail[]) => void }

/** “where *category* is the text *shoes* and *price* is more than *100*” */
export function Told({ deed, details, onChange }: Props) {
  const { t } = useTranslation('segments')
  return details.map((detail, nth) => (
    // Lines have no names of their own, and a new one always comes last.
    <span key={nth} className={classes.narrowing}>
      {' '}
      {t(nth === 0 ? 'detail.where' : 'detail.and')}{' '}
      <Line
        deed={deed}
        detail={detail}
        onChange={(next) => onChange(details.map((one, place) => (place === nth ? next : one)))}
      />
      <UnstyledButton
        className={classes.out}
        aria-label={t('narrow.less', { what: typedName(detail.property) || t('detail.property') })}
        onClick={() => onChange(details.filter((_, place) => place !== nth))}
      >
        ×
      </UnstyledButton>
    </span>
  ))
}

type LineProps = { deed: string; detail: Detail; onChange: (detail: Detail) => void }

function Line({ deed, detail, onChange }: LineProps) {
  const { t } = useTranslation('segments')
  const way = wayOf(detail.test)
  const value = valueOf(detail.test)
  const change = (next: Value) => onChange({ ...detail, test: testOf(way, next) })
  return (
    <>
      <Property
        deed={deed}
        property={detail.property}
        onChange={(property) => onChange({ ...detail, property })}
      />{' '}
      <Choice
        label={t('detail.way')}
        value={way}
        options={waysWith(way).map((one) => ({ value: one, label: t(`detail.ways.${one}`) }))}
        onChange={(next) => onChange({ ...detail, test: testOf(next, value) })}
      />{' '}
      <Against way={way} value={value} onChange={change} />
    </>
  )
}

type PropertyProps = { deed: string; property: string[]; onChange: (property: string[]) => void }

/** The name is typed; those that were heard of this event are offered. */
function Property({ deed, property, onChange }: PropertyProps) {
  const { t } = useTranslation('segments')
  const heard = useVocabulary().words.properties.find((one) => one.deed === deed)?.names ?? []
  const typed = typedName(property)
  return (
    <Autocomplete
      variant="unstyled"
      classNames={{ root: words.place, input: words.input }}
      aria-label={t('detail.property')}
      aria-invalid={typed === ''}
      placeholder={t('detail.property')}
      data={heard}
      value={typed}
      maxLength={200}
      onChange={(next) => onChange(propertyOf(next))}
      comboboxProps={{ width: 220, position: 'bottom-start' }}
      w={`${Math.min((typed || t('detail.property')).length + 2, 30)}ch`}
    />
  )
}

type AgainstProps = { way: string; value: Value; onChange: (value: Value) => void }

/** What the property is tested against, in the shape that the way asks for. */
function Against({ way, value, onChange }: AgainstProps) {
  const { t } = useTranslation('segments')
  const label = t('detail.value')
  if (way === 'known' || way === 'missing') return null
  if (Array.isArray(value)) {
    return <ValuesWord free label={label} values={value} options={[]} onChange={onChange} />
  }
  if (typeof value === 'number') return <NumberWord label={label} value={value} onChange={onChange} />
  if (typeof value === 'boolean') {
    return (
      <Choice
        label={label}
        value={value ? 'yes' : 'no'}
        options={(['yes', 'no'] as const).map((one) => ({ value: one, label: t(`detail.${one}`) }))}
        onChange={(next) => onChange(next === 'yes')}
      />
    )
  }
  return (
    <TextWord
      label={label}
      type={way.startsWith('day-') ? 'date' : undefined}
      value={value}
      onChange={onChange}
    />
  )
}
