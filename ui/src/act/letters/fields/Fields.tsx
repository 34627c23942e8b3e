import { NumberInput, SegmentedControl, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Block, Footing, Of } from '../blocks'
import { ColumnsFields } from './ColumnsFields'
import { ImageFields } from './ImageFields'
import { ProductsFields } from './ProductsFields'
import { PromoFields } from './PromoFields'
import { ShelfFields } from './ShelfFields'
import { SnippetFields } from './SnippetFields'
import { WithBlanks } from './WithBlanks'

type Props = { block: Block; footing: Footing; onChange: (block: Block) => void }

/** Everything that can be said of a block. */
export function Fields({ block, footing, onChange }: Props) {
  const { t } = useTranslation('letters')
  const common = { footing, onChange } as { footing: Footing; onChange: (block: Block) => void }
  switch (block.kind) {
    case 'heading':
    case 'text':
      return <Words block={block} {...common} />
    case 'button':
      return <Press block={block} {...common} />
    case 'image':
      return <ImageFields block={block} {...common} />
    case 'products':
      return <ProductsFields block={block} {...common} />
    case 'recommendations':
    case 'arrivals':
    case 'best_sellers':
      return <ShelfFields block={block} {...common} />
    case 'promo_code':
      return <PromoFields block={block} {...common} />
    case 'columns':
      return <ColumnsFields block={block} {...common} />
    case 'snippet':
      return <SnippetFields block={block} {...common} />
    case 'logo':
      return (
        <>
          <Text size="sm" c="dimmed">
            {t('logoNote')}
          </Text>
          <Side block={block} onChange={onChange} />
        </>
      )
    case 'space':
      return (
        <NumberInput
          label={t('height')}
          value={block.height}
          min={4}
          max={120}
          maw={200}
          suffix=" px"
          onChange={(height) => onChange({ ...block, height: Number(height) || 24 })}
        />
      )
    case 'footer':
      return (
        <WithBlanks
          label={t('footerText')}
          description={t(footing === 'owed' ? 'footerOwedNote' : 'footerNote')}
          rows={2}
          value={block.text ?? ''}
          footing={footing}
          onChange={(text) => onChange({ ...block, text })}
        />
      )
    default:
      return null
  }
}

type WordsProps = {
  block: Of<'heading'> | Of<'text'>
  footing: Footing
  onChange: (block: Block) => void
}

function Words({ block, footing, onChange }: WordsProps) {
  const { t } = useTranslation('letters')
  return (
    <>
      <WithBlanks
        label={t('words')}
        description={block.kind === 'text' ? t('wordsNote') : undefined}
        placeholder={t(`fresh.${block.kind}`)}
        rows={block.kind === 'text' ? 4 : undefined}
        focused={block.text === ''}
        value={block.text}
        footing={footing}
        onChange={(text) => onChange({ ...block, text })}
      />
      {block.kind === 'heading' && (
        <SegmentedControl
          aria-label={t('size.label')}
          value={block.size ?? 'large'}
          data={(['large', 'small'] as const).map((value) => ({ value, label: t(`size.${value}`) }))}
          onChange={(size) => onChange({ ...block, size: size as 'large' | 'small' })}
        />
      )}
      <Side block={block} onChange={onChange} />
    </>
  )
}

type PressProps = { block: Of<'button'>; footing: Footing; onChange: (block: Block) => void }

function Press({ block, footing, onChange }: PressProps) {
  const { t } = useTranslation('letters')
  return (
    <>
      <WithBlanks
        label={t('words')}
        value={block.text}
        footing={footing}
        onChange={(text) => onChange({ ...block, text })}
      />
      <WithBlanks
        label={t('link')}
        description={t('linkNote')}
        placeholder="https://"
        value={block.link}
        footing={footing}
        onChange={(link) => onChange({ ...block, link })}
      />
      <Side block={block} onChange={onChange} />
    </>
  )
}

type Sided = Of<'logo'> | Of<'heading'> | Of<'text'> | Of<'button'>

/** On which side it stands. */
function Side({ block, onChange }: { block: Sided; onChange: (block: Block) => void }) {
  const { t } = useTranslation('letters')
  return (
    <SegmentedControl
      aria-label={t('align.label')}
      value={block.align ?? 'left'}
      data={(['left', 'center', 'right'] as const).map((value) => ({
        value,
        label: t(`align.${value}`),
      }))}
      onChange={(align) => onChange({ ...block, align: align as Sided['align'] })}
    />
  )
}
