import { SegmentedControl, Select, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFields } from '~/shared/fields/queries'
import { useFieldWords } from '~/shared/fields/useFieldWords'
import type { Block, Footing, Of } from '../blocks'
import { WithBlanks } from './WithBlanks'

type Props = { block: Of<'promo_code'>; footing: Footing; onChange: (block: Block) => void }

/** One code for everybody, or everybody's own from a field of customers. */
export function PromoFields({ block, footing, onChange }: Props) {
  const { t } = useTranslation('letters')
  const { nameOf } = useFieldWords()
  const fields = useFields().data?.items ?? []
  const own = block.field != null
  return (
    <>
      <WithBlanks
        label={t('promo.text')}
        value={block.text ?? ''}
        footing={footing}
        onChange={(text) => onChange({ ...block, text })}
      />
      <SegmentedControl
        aria-label={t('promo.which')}
        value={own ? 'field' : 'code'}
        data={(['code', 'field'] as const).map((value) => ({ value, label: t(`promo.${value}`) }))}
        onChange={(value) => {
          const { code: _code, field: _field, ...rest } = block
          onChange(value === 'field' ? { ...rest, field: fields[0]?.key ?? '' } : { ...rest, code: '' })
        }}
      />
      {own ? (
        <Select
          label={t('promo.fieldName')}
          description={t('promo.fieldNote')}
          allowDeselect={false}
          data={fields.map((field) => ({ value: field.key, label: nameOf(field) }))}
          value={block.field || null}
          onChange={(field) => field && onChange({ ...block, field })}
        />
      ) : (
        <TextInput
          label={t('promo.codeName')}
          value={block.code ?? ''}
          onChange={({ currentTarget }) => onChange({ ...block, code: currentTarget.value })}
        />
      )}
    </>
  )
}
