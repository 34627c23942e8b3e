import { Group, Stack, Title } from '@mantine/core'
import type { ReactNode } from 'react'

type Props = { title: string; aside?: ReactNode; children: ReactNode }

/** One of the short answers beside the rule. */
export function Part({ title, aside, children }: Props) {
  return (
    <Stack gap={6}>
      <Group gap={8}>
        <Title order={3} size="sm">
          {title}
        </Title>
        {aside}
      </Group>
      {children}
    </Stack>
  )
}
