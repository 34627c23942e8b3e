import { Slider, Stack, Text, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Block, Footing, Of } from '../blocks'
import { WithBlanks } from './WithBlanks'

type Props = { block: Of<'image'>; footing: Footing; onChange: (block: Block) => void }

/** A picture: where it is, what it shows, where it leads, how wide it is. */
export function ImageFields({ block, footing, onChange }: Props) {
  const { t } = useTranslation('letters')
  return (
    <>
      <TextInput
        label={t('src')}
        description={t('srcNote')}
        placeholder="https://"
        value={block.src}
        autoFocus={block.src === ''}
        onChange={({ currentTarget }) => onChange({ ...block, src: currentTarget.value })}
      />
      <TextInput
        label={t('alt')}
        description={t('altNote')}
        value={block.alt}
        onChange={({ currentTarget }) => onChange({ ...block, alt: currentTarget.value })}
      />
      <WithBlanks
        label={t('linkMaybe')}
        placeholder="https://"
        value={block.link ?? ''}
        footing={footing}
        onChange={(link) => onChange({ ...block, link: link || undefined })}
      />
      <Stack gap={4} pb="md">
        <Text size="sm" fw={500}>
          {t('wide', { share: block.width ?? 100 })}
        </Text>
        <Slider
          thumbLabel={t('wideLabel')}
          label={null}
          min={10}
          max={100}
          step={5}
          value={block.width ?? 100}
          onChange={(width) => onChange({ ...block, width })}
        />
      </Stack>
    </>
  )
}
