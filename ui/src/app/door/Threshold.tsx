import { Box, Center, Group, Image, Paper, Stack, Text, Title } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { Choices } from '../Choices'

/** One card in the middle: what is seen before anybody is signed in. */
export function Threshold(props: { title: string; note: string; children: ReactNode }) {
  useDocumentTitle(`${props.title} · Regulars`)
  return (
    <Box mih="100dvh" bg="var(--page-ground)">
      <Group component="header" justify="space-between" px="md" h={56}>
        <Group gap={10}>
          <Image src="/mark.svg" alt="" w={26} h={26} />
          <Text fw={600}>Regulars</Text>
        </Group>
        <Group gap="xs">
          <Choices />
        </Group>
      </Group>
      <Center component="main" px="md" py={{ base: 'md', sm: 64 }}>
        <Paper withBorder radius="md" p={{ base: 'md', sm: 'xl' }} w="100%" maw={440}>
          <Stack gap="md">
            <Title order={1} size="h2">
              {props.title}
            </Title>
            <Text c="dimmed">{props.note}</Text>
            {props.children}
          </Stack>
        </Paper>
      </Center>
    </Box>
  )
}
