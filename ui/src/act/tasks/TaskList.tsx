import { Anchor, Button, Divider, Group, Stack, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { Fragment, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useRights } from '~/shared/api/door'
import { useFormat } from '~/shared/words/useFormat'
import { EndTask } from './EndTask'
import type { Task } from './queries'

type Props = { tasks: Task[]; onCard?: boolean }

/** Tasks one below another, each with whatever helps to do it. */
export function TaskList({ tasks, onCard = false }: Props) {
  const [ending, end] = useState<Task>()
  return (
    <>
      <Stack gap="md" component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
        {tasks.map((task, place) => (
          <Fragment key={task.id}>
            {place > 0 && <Divider component="li" aria-hidden />}
            <One task={task} onCard={onCard} onEnd={() => end(task)} />
          </Fragment>
        ))}
      </Stack>
      {ending && <EndTask task={ending} onClose={() => end(undefined)} />}
    </>
  )
}

type OneProps = { task: Task; onCard: boolean; onEnd: () => void }

function One({ task, onCard, onEnd }: OneProps) {
  const { t } = useTranslation('tasks')
  const may = useRights()
  return (
    <Group component="li" justify="space-between" align="flex-start" gap="sm">
      <Stack gap={2} flex="1 1 240px" miw={0} style={{ overflowWrap: 'anywhere' }}>
        <Text fw={600}>{task.title}</Text>
        {task.details && (
          <Text size="sm" style={{ whiteSpace: 'pre-line' }}>
            {task.details}
          </Text>
        )}
        {!onCard && task.customer && <About task={task} />}
        <Facts task={task} />
        {task.note && <Text size="sm">“{task.note}”</Text>}
      </Stack>
      {task.state === 'open' && may('write_to_customers') && (
        <Button
          size="xs"
          variant="default"
          aria-label={t('endOf', { title: task.title })}
          onClick={onEnd}
        >
          {t('end')}
        </Button>
      )}
    </Group>
  )
}

/** Whom a task is about, and by which ways he may be told of offers. */
function About({ task }: { task: Task }) {
  const { t } = useTranslation('tasks')
  const ways = task.allows.map((way) => t(`segments:channels.${way}`)).join(', ')
  return (
    <Text size="sm">
      <Anchor
        inherit
        underline="always"
        component={Link}
        to="/customers/$id"
        params={{ id: task.customer } as never}
      >
        {task.customer_name}
      </Anchor>
      {' · '}
      {ways ? t('allows', { ways }) : t('allowsNone')}
    </Text>
  )
}

/** Until when, whose, who asked for it, and how it ended. */
function Facts({ task }: { task: Task }) {
  const { t } = useTranslation('tasks')
  const format = useFormat()
  const whose = task.assigned_to
    ? t(`roles.${task.assigned_to}`, { defaultValue: task.assigned_to })
    : t('anybody')
  const asked = task.step
    ? t('byJourney', { step: task.step })
    : t('byHand', { who: task.created_by })
  const ended = task.closed_at && {
    who: task.closed_by === 'system' ? t('journey') : task.closed_by,
    at: format.moment(task.closed_at),
  }
  return (
    <Text size="sm" c="dimmed">
      {task.state !== 'open' && <strong>{t(`states.${task.state}`)}: </strong>}
      {ended && `${t('endedBy', ended)} · `}
      {task.state === 'open' && task.due_at && (
        <>
          <strong>{t(task.is_late ? 'late' : 'until', { day: format.moment(task.due_at) })}</strong>
          {' · '}
        </>
      )}
      {whose}
      {' · '}
      {task.journey ? (
        <Anchor
          inherit
          underline="always"
          component={Link}
          to="/act/journeys/$id"
          params={{ id: task.journey } as never}
        >
          {asked}
        </Anchor>
      ) : (
        asked
      )}
    </Text>
  )
}
