import { Checkbox, NumberInput, Text, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Block, Of } from '../blocks'

type Props = {
  block: Of<'recommendations'> | Of<'arrivals'> | Of<'best_sellers'>
  onChange: (block: Block) => void
}

/** Products that are told when the letter is written. */
export function ShelfFields({ block, onChange }: Props) {
  const { t } = useTranslation('letters')
  return (
    <>
      <Text size="sm" c="dimmed">
        {t(`shelf.${block.kind}`)}
      </Text>
      <NumberInput
        label={t('shelf.n')}
        min={1}
        max={12}
        maw={160}
        allowDecimal={false}
        value={block.n}
        onChange={(n) => onChange({ ...block, n: Math.min(12, Math.max(1, Number(n) || 3)) })}
      />
      {block.kind === 'recommendations' && (
        <Checkbox
          label={t('shelf.onlyNew')}
          checked={block.only_new ?? false}
          onChange={({ currentTarget }) => onChange({ ...block, only_new: currentTarget.checked })}
        />
      )}
      {block.kind !== 'arrivals' && (
        <TextInput
          label={t('shelf.category')}
          placeholder={t('shelf.anyCategory')}
          value={block.category ?? ''}
          onChange={({ currentTarget }) =>
            onChange({ ...block, category: currentTarget.value || undefined })
          }
        />
      )}
      <TextInput
        label={t('shelf.link')}
        description={t('shelf.linkNote', { product: '{product}' })}
        placeholder="https://"
        value={block.link ?? ''}
        onChange={({ currentTarget }) => onChange({ ...block, link: currentTarget.value || undefined })}
      />
    </>
  )
}
