import { Group, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { Definition } from './Definition'

type Props = { label: string; value: ReactNode; note?: ReactNode; definition?: string }

/** One number with its name, its comparison and its definition. */
export function Figure({ label, value, note, definition }: Props) {
  return (
    <Stack gap={2}>
      <Group gap={6} wrap="nowrap">
        <Text size="sm" c="dimmed">
          {label}
        </Text>
        {definition && <Definition text={definition} />}
      </Group>
      <Text fz={24} fw={600} lh={1.2} className="numbers">
        {value}
      </Text>
      {note && (
        <Text size="sm" c="dimmed">
          {note}
        </Text>
      )}
    </Stack>
  )
}
