import { Button, Group, Menu, Textarea, TextInput } from '@mantine/core'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useFields } from '~/shared/fields/queries'
import { useFieldWords } from '~/shared/fields/useFieldWords'
import type { Footing } from '../blocks'

type Props = {
  label: string
  description?: string
  placeholder?: string
  value: string
  onChange: (value: string) => void
  footing: Footing
  rows?: number
  focused?: boolean
}

/** Words, with a list of what can be filled in for each reader. */
export function WithBlanks({ rows, focused, onChange, footing, ...rest }: Props) {
  const box = useRef<HTMLTextAreaElement & HTMLInputElement>(null)
  const put = (blank: string) => {
    const { selectionStart, selectionEnd } = box.current ?? {}
    const from = selectionStart ?? rest.value.length
    onChange(rest.value.slice(0, from) + blank + rest.value.slice(selectionEnd ?? from))
    box.current?.focus()
  }
  const common = {
    ...rest,
    ref: box,
    'data-autofocus': focused || undefined,
    autoFocus: focused,
    onChange: ({ currentTarget }: { currentTarget: { value: string } }) =>
      onChange(currentTarget.value),
  }
  return (
    <div>
      {rows ? <Textarea {...common} autosize minRows={rows} maxRows={16} /> : <TextInput {...common} />}
      <Group justify="flex-end" pt={4}>
        <Blanks footing={footing} onPut={put} of={rest.label} />
      </Group>
    </div>
  )
}

/** What can be filled in, in words; the rest is told in the notes of the text itself. */
const USUAL = {
  firstName: '{% if customer.first_name %} {{ customer.first_name }}{% endif %}',
  name: '{{ customer.name }}',
  lastOrder: '{{ customer.last_order_on | date }}',
  quietDays: '{{ customer.quiet_days | number }}',
  orders: '{{ customer.orders | number }}',
  revenue: '{{ customer.revenue | money }}',
  shop: '{{ shop.name }}',
  shopUrl: '{{ shop.url }}',
  address: '{{ shop.postal_address }}',
} as const

function Blanks({ footing, onPut, of }: { footing: Footing; onPut: (blank: string) => void; of: string }) {
  const { t } = useTranslation('letters')
  const { nameOf } = useFieldWords()
  const own = useFields().data?.items ?? []
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <Button size="compact-xs" variant="subtle" aria-label={t('blanks.putInto', { of })}>
          {t('blanks.put')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={320} style={{ overflowY: 'auto' }}>
        {footing === 'owed' && (
          <Menu.Item onClick={() => onPut('{{ data.order }}')}>{t('blanks.data')}</Menu.Item>
        )}
        {(Object.keys(USUAL) as (keyof typeof USUAL)[]).map((name) => (
          <Menu.Item key={name} onClick={() => onPut(USUAL[name])}>
            {t(`blanks.${name}`)}
          </Menu.Item>
        ))}
        {own.map((field) => (
          <Menu.Item
            key={field.key}
            onClick={() => onPut(`{{ customer.fields.${field.key} or "" }}`)}
          >
            {nameOf(field)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
