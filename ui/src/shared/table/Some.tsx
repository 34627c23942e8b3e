import { Button, Group, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

/** The first rows of a long list, and the way to so many more of them while there are any. */
export function useSome<T>(rows: T[], first: number, then = first) {
  const [n, setN] = useState(first)
  const more = n < rows.length ? () => setN(n + then) : undefined
  return { shown: rows.slice(0, n), more }
}

/** How many rows are shown, and the button that shows more. */
export function Shown({ said, more }: { said: string; more: (() => void) | undefined }) {
  const { t } = useTranslation()
  return (
    <Group justify="space-between" gap="sm">
      <Text size="sm" c="dimmed">
        {said}
      </Text>
      {more && (
        <Button variant="default" onClick={more}>
          {t('words:more')}
        </Button>
      )}
    </Group>
  )
}
