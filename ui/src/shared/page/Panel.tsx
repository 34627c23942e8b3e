import { Group, Paper, Stack, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { FailsAlone } from './Answer'
import { Definition } from './Definition'

type Props = {
  title?: ReactNode
  definition?: string
  note?: ReactNode
  actions?: ReactNode
  children: ReactNode
}

/** A card that holds one finding; it fails alone. */
export function Panel({ title, definition, note, actions, children }: Props) {
  return (
    <Paper withBorder radius="md" p={{ base: 'md', sm: 'lg' }}>
      <Stack gap="md">
        {(title || actions) && (
          <Group justify="space-between" align="flex-start" gap="sm">
            <Group gap={8} wrap="nowrap" align="center" flex="1 1 240px">
              <Title order={2} size="h4">
                {title}
              </Title>
              {definition && <Definition text={definition} />}
            </Group>
            {actions && <Group gap="xs">{actions}</Group>}
          </Group>
        )}
        {note && (
          <Text size="sm" c="dimmed">
            {note}
          </Text>
        )}
        <FailsAlone>{children}</FailsAlone>
      </Stack>
    </Paper>
  )
}
