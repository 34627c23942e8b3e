import { Group, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

/** A button, and beside it the word that it has worked. */
export function Saved({ saved, children }: { saved: boolean; children: ReactNode }) {
  const { t } = useTranslation('words')
  return (
    <Group gap="sm">
      {children}
      <Text size="sm" c="dimmed" role="status">
        {saved ? t('saved') : ''}
      </Text>
    </Group>
  )
}
