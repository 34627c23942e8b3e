import { Badge, Button, Group, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { tellProblem } from '~/shared/page/tellProblem'
import { useFormat } from '~/shared/words/useFormat'
import { browserName } from './browserName'
import { type Session, useEndOthers, useEndSession } from './queries'

/** Every browser one is signed in with; each can be ended from here. */
export function Sessions({ of: sessions }: { of: Session[] }) {
  const { t } = useTranslation('door')
  const others = useEndOthers()
  const onError = (error: unknown) => tellProblem(error, t)
  return (
    <Stack gap="md">
      {sessions.map((one) => (
        <Line key={one.id} of={one} />
      ))}
      {sessions.length > 1 && (
        <Group>
          <Button variant="default" onClick={() => others.mutate(undefined, { onError })}>
            {t('sessions.endOthers')}
          </Button>
        </Group>
      )}
    </Stack>
  )
}

function Line({ of: session }: { of: Session }) {
  const { t } = useTranslation('door')
  const format = useFormat()
  const end = useEndSession()
  const onError = (error: unknown) => tellProblem(error, t)
  return (
    <Group justify="space-between" gap="sm">
      <Stack gap={0} miw={0}>
        <Group gap="xs">
          <Text size="sm" fw={600}>
            {browserName(session.agent) ?? t('sessions.unknown')}
          </Text>
          {session.is_this && (
            <Badge variant="default" tt="none">
              {t('sessions.this')}
            </Badge>
          )}
        </Group>
        <Text size="sm" c="dimmed">
          {t('sessions.line', {
            began: format.moment(session.began_at),
            seen: format.moment(session.seen_at),
            address: session.address,
          })}
        </Text>
      </Stack>
      {!session.is_this && (
        <Button size="xs" variant="default" onClick={() => end.mutate(session.id, { onError })}>
          {t('sessions.end')}
        </Button>
      )}
    </Group>
  )
}
