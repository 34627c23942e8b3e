import { Group, MultiSelect, NumberInput, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Field } from '~/shared/fields/queries'
import { type Anniversary, anniversaryOf, anniversaryText, type Value } from '~/shared/fields/value'

type Props = {
  field: Field
  label: string
  value: Value
  fault: boolean
  onChange: (value: Value) => void
}

/** The place where a value is typed or chosen, by the kind of its field. */
export function FieldInput(props: Props) {
  const { t, i18n } = useTranslation('fields')
  const { field, label, value, fault, onChange } = props
  const text = typeof value === 'string' ? value : ''
  switch (field.kind) {
    case 'number':
    case 'whole':
      return (
        <NumberInput
          label={label}
          error={fault}
          allowDecimal={field.kind === 'number'}
          decimalSeparator={i18n.language === 'en' ? '.' : ','}
          allowedDecimalSeparators={['.', ',']}
          hideControls
          value={typeof value === 'number' ? value : ''}
          onChange={(next) => onChange(next === '' || next === '-' ? null : Number(next))}
        />
      )
    case 'yes_no':
      return (
        <Select
          clearable
          allowDeselect={false}
          label={label}
          error={fault}
          clearButtonProps={{ 'aria-label': t('takeAway', { name: label }) }}
          value={typeof value === 'boolean' ? String(value) : null}
          data={[
            { value: 'true', label: t('words:field.yes') },
            { value: 'false', label: t('words:field.no') },
          ]}
          onChange={(next) => onChange(next === null ? null : next === 'true')}
        />
      )
    case 'choice':
      return (
        <Select
          clearable
          searchable
          allowDeselect={false}
          label={label}
          error={fault}
          clearButtonProps={{ 'aria-label': t('takeAway', { name: label }) }}
          value={text || null}
          data={withOwn(field.choices, text ? [text] : [])}
          onChange={onChange}
        />
      )
    case 'choices': {
      const chosen = Array.isArray(value) ? value : []
      return (
        <MultiSelect
          clearable
          searchable
          label={label}
          error={fault}
          clearButtonProps={{ 'aria-label': t('takeAway', { name: label }) }}
          value={chosen}
          data={withOwn(field.choices, chosen)}
          onChange={(next) => onChange(next.length > 0 ? next : null)}
        />
      )
    }
    case 'anniversary':
      return <DayOfYears {...props} />
    default:
      return (
        <TextInput
          label={label}
          error={fault}
          type={field.kind === 'date' ? 'date' : 'text'}
          maxLength={500}
          value={text}
          onChange={({ currentTarget }) => onChange(currentTarget.value || null)}
        />
      )
  }
}

/** What somebody has is shown even where the list does not offer it any more. */
function withOwn(choices: string[], own: string[]): string[] {
  return [...choices, ...own.filter((one) => !choices.includes(one))]
}

/** A day and a month, and a year where it is known. */
function DayOfYears({ label, value, fault, onChange }: Props) {
  const { t, i18n } = useTranslation('fields')
  const known = typeof value === 'string' ? anniversaryOf(value) : null
  const [typed, setTyped] = useState<Partial<Anniversary>>(known ?? {})
  const month = new Intl.DateTimeFormat(i18n.language, { month: 'long', timeZone: 'UTC' })
  const put = (part: Partial<Anniversary>) => {
    const next = { ...typed, ...part }
    setTyped(next)
    const { day = 0, month = 0, year = null } = next
    // Half a day is told too, so that the program says what is missing instead of forgetting it.
    onChange(day || month || year ? anniversaryText({ day, month, year }) : null)
  }
  const number = (next: number | string) => (next === '' ? undefined : Number(next))
  return (
    <Group gap="xs" align="flex-end" wrap="nowrap" role="group" aria-label={label}>
      <NumberInput
        label={label}
        placeholder={t('day')}
        aria-label={`${label} · ${t('day')}`}
        error={fault}
        hideControls
        min={1}
        max={31}
        w={96}
        value={typed.day ?? ''}
        onChange={(day) => put({ day: number(day) })}
      />
      <Select
        clearable
        allowDeselect={false}
        placeholder={t('month')}
        aria-label={`${label} · ${t('month')}`}
        clearButtonProps={{ 'aria-label': t('takeAway', { name: label }) }}
        flex={1}
        value={typed.month ? String(typed.month) : null}
        data={Array.from({ length: 12 }, (_, place) => ({
          value: String(place + 1),
          label: month.format(new Date(Date.UTC(2000, place, 1))),
        }))}
        onChange={(chosen) => put({ month: chosen === null ? undefined : Number(chosen) })}
      />
      <NumberInput
        placeholder={t('year')}
        aria-label={`${label} · ${t('year')}`}
        hideControls
        thousandSeparator=""
        min={1800}
        max={2200}
        w={88}
        value={typed.year ?? ''}
        onChange={(year) => put({ year: number(year) ?? null })}
      />
    </Group>
  )
}
