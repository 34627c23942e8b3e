import { Group, Stack, Text, Title } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import type { ReactNode } from 'react'

type Props = {
  title: string
  intro?: ReactNode
  actions?: ReactNode
  children: ReactNode
}

/** One screen: its name (also the tab's), a line of explanation, what can be done, the rest. */
export function Page({ title, intro, actions, children }: Props) {
  useDocumentTitle(`${title} · Regulars`)
  return (
    <Stack gap="lg">
      <Group justify="space-between" align="flex-start" gap="md">
        <Stack gap={4} maw={720} flex="1 1 300px">
          <Title order={1} size="h2">
            {title}
          </Title>
          {intro && <Text c="dimmed">{intro}</Text>}
        </Stack>
        {actions && <Group gap="sm">{actions}</Group>}
      </Group>
      {children}
    </Stack>
  )
}
