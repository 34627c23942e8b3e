import { Group, SegmentedControl, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ImportOptions, Preview } from '../queries'

const SUBJECTS = ['orders', 'customers'] as const

type Props = { preview: Preview; onAnswer: (part: ImportOptions) => void }

/** What the rows tell of, as it was recognised; another choice begins the columns anew. */
export function Subject({ preview, onAnswer }: Props) {
  const { t } = useTranslation('imports')
  return (
    <Group gap="sm">
      <Text size="sm">{t('subject.name')}</Text>
      <SegmentedControl
        size="xs"
        aria-label={t('subject.name')}
        value={preview.kind}
        data={SUBJECTS.map((value) => ({ value, label: t(`subject.${value}`) }))}
        onChange={(kind) => onAnswer({ kind, map: undefined })}
      />
    </Group>
  )
}
