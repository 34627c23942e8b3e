import { Alert, Anchor, Button, Group, Progress, SimpleGrid, Stack, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Figure } from '~/shared/page/Figure'
import { Panel } from '~/shared/page/Panel'
import { tellProblem } from '~/shared/page/tellProblem'
import { useFormat } from '~/shared/words/useFormat'
import { type Campaign, useVerb, type Verb } from '../queries'
import { useTimingText } from '../timing'
import { Decisions } from './Decisions'
import { Readings } from './Readings'
import { Runs } from './Runs'

const COUNTS = [
  'sent',
  'held_out',
  'no_consent',
  'no_address',
  'suppressed',
  'too_often',
  'failed',
  'uncertain',
] as const

/** Only a gateway of text messages reports what has arrived. */
function shown({ channel }: Campaign) {
  return channel === 'sms' ? (['sent', 'delivered', ...COUNTS.slice(1)] as const) : COUNTS
}

/** What may be done next, state by state. */
const NEXT: Record<Campaign['state'], Verb[]> = {
  draft: [],
  scheduled: ['recall', 'cancel'],
  sending: ['pause', 'cancel'],
  paused: ['resume', 'cancel'],
  done: [],
  cancelled: [],
}

/** The same screen after the start: how far it is, what became of everybody, what it changed. */
export function Result({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation('campaigns')
  const format = useFormat()
  const hasLeft = campaign.started_at !== null
  return (
    <Stack gap="md">
      <Panel
        title={t(`progress.${campaign.state}`, {
          at: format.moment(campaign.next_at),
          count: campaign.counts.sent,
          n: format.number(campaign.counts.sent),
        })}
        note={<Note campaign={campaign} />}
        actions={<Verbs campaign={campaign} />}
      >
        {campaign.counts.audience !== null && <Bar campaign={campaign} />}
        {campaign.problem && (
          <Alert role="alert">
            {t(`heldUp.${campaign.problem}`, { defaultValue: campaign.problem })}
          </Alert>
        )}
        {hasLeft && <Figures campaign={campaign} />}
      </Panel>
      {hasLeft && <Readings campaign={campaign} />}
      {campaign.delivery.timing?.repeats ? (
        <Runs campaign={campaign} />
      ) : (
        <Decisions campaign={campaign} />
      )}
    </Stack>
  )
}

/** What became of everybody, and the way to what it changed. */
function Figures({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation('campaigns')
  const format = useFormat()
  return (
    <>
      <SimpleGrid cols={{ base: 2, sm: 3, md: 4 }} spacing="lg">
        {shown(campaign).map((name) => (
          <Figure
            key={name}
            label={t(`counts.${name}.name`)}
            value={format.number(campaign.counts[name])}
            definition={t(`counts.${name}.definition`)}
          />
        ))}
      </SimpleGrid>
      <Text>
        <Button
          component={Link}
          to="/learn/effects/$id"
          params={{ id: campaign.id } as never}
          variant="light"
        >
          {t('toEffect')}
        </Button>
      </Text>
    </>
  )
}

/** When it began, when it leaves next, and what it is a run of. */
function Note({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation('campaigns')
  const format = useFormat()
  const leaves = useTimingText()(campaign.delivery.timing)
  const { started_at, state, run_of } = campaign
  return (
    <>
      {state === 'scheduled' ? leaves : t('started', { at: format.moment(started_at) })}
      {run_of && (
        <>
          {' '}
          <Anchor component={Link} to="/act/campaigns/$id" params={{ id: run_of } as never}>
            {t('runs.whole')}
          </Anchor>
        </>
      )}
    </>
  )
}

function Bar({ campaign: { counts, state } }: { campaign: Campaign }) {
  const { t } = useTranslation('campaigns')
  const format = useFormat()
  const whole = counts.audience ?? 0
  const done = whole > 0 ? (100 * counts.decided) / whole : 0
  return (
    <Stack gap={4}>
      <Progress.Root size="lg">
        <Progress.Section value={done} animated={state === 'sending'} aria-label={t('decided')} />
      </Progress.Root>
      <Text size="sm" c="dimmed">
        {t('decidedOf', {
          decided: format.number(counts.decided),
          audience: format.number(counts.audience),
        })}
      </Text>
    </Stack>
  )
}

function Verbs({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation('campaigns')
  const verb = useVerb(campaign.id)
  const act = (name: Verb) => verb.mutate(name, { onError: (error) => tellProblem(error, t) })
  return (
    <Group gap="xs">
      {NEXT[campaign.state].map((name) => (
        <Button
          key={name}
          size="xs"
          variant="default"
          loading={verb.isPending}
          onClick={() => act(name)}
        >
          {t(`verbs.${name}`)}
        </Button>
      ))}
    </Group>
  )
}
