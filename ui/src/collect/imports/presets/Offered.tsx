import { Alert, Button, Group } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ImportOptions, Preview } from '../queries'

type Props = { preview: Preview; options: ImportOptions; onAnswer: (part: ImportOptions) => void }

/** A file with these columns has been answered for before: its answers can be taken over. */
export function Offered({ preview, options, onAnswer }: Props) {
  const { t } = useTranslation('imports')
  if (preview.presets.length === 0 || Object.keys(options).length > 0) return null
  return (
    <Alert title={t('presets.offered')}>
      <Group gap="sm">
        {preview.presets.map((preset) => (
          <Button
            key={preset.id}
            size="compact-sm"
            variant="default"
            onClick={() => onAnswer(preset.options)}
          >
            {t('presets.take', { name: preset.name })}
          </Button>
        ))}
      </Group>
    </Alert>
  )
}
