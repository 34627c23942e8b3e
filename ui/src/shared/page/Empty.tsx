import { Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'

/** “No answer, because …” with the next step, instead of a zero or an empty chart. */
export function Empty({ because, children }: { because: string; children?: ReactNode }) {
  return (
    <Stack gap="sm" align="flex-start" py={4}>
      <Text c="dimmed" maw={560}>
        {because}
      </Text>
      {children}
    </Stack>
  )
}
