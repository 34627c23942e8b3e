import { Alert, Badge, Grid, SegmentedControl, SimpleGrid, Stack } from '@mantine/core'
import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Answer } from '~/shared/page/Answer'
import { Figure } from '~/shared/page/Figure'
import { Page } from '~/shared/page/Page'
import { Panel } from '~/shared/page/Panel'
import { useAddress } from '~/shared/sentence/useAddress'
import { useFormat } from '~/shared/words/useFormat'
import { Drawing } from './drawing/Drawing'
import { Earlier } from './Earlier'
import { Inspector } from './inspector/Inspector'
import { TextView } from './inspector/TextView'
import { type Journey, useJourney } from './queries'
import { Replayed } from './Replayed'
import { StepList } from './StepList'
import { Switches } from './Switches'
import { useEntryWords, useGoalWords } from './words'

const VIEWS = ['drawing', 'list', 'text'] as const

/** One journey: drawn, listed or written, with how far people are and what it would have done. */
export function JourneyScreen() {
  const { t } = useTranslation('journeys')
  const { id } = useParams({ strict: false }) as { id: string }
  const asked = useJourney(id)
  const journey = asked.data
  return (
    <Page
      title={journey?.plan.name ?? t('one')}
      intro={journey?.plan.about ?? undefined}
      actions={
        journey && (
          <>
            <Badge size="lg" variant="default" tt="none">
              {t(`states.${journey.state}`)}
            </Badge>
            <Switches journey={journey} />
          </>
        )
      }
    >
      <Answer of={asked} height={480}>
        {(found) => <Shown journey={found} />}
      </Answer>
    </Page>
  )
}

function Shown({ journey }: { journey: Journey }) {
  const { t } = useTranslation('journeys')
  const [address, change] = useAddress()
  const view = VIEWS.find((one) => one === address.view) ?? 'drawing'
  const choose = (step: string) => change({ step }, true)
  const entry = useEntryWords()(journey.plan)
  const goal = useGoalWords()(journey.plan)
  return (
    <Stack gap="lg">
      {journey.problem && <Alert title={t('problem')}>{journey.problem}</Alert>}
      {journey.state !== 'draft' && <Figures journey={journey} />}
      {journey.state === 'draft' && <Replayed journey={journey} />}
      <Panel
        title={t('version', { n: journey.version })}
        note={[entry, goal].filter(Boolean).join('. ')}
        actions={
          <SegmentedControl
            aria-label={t('views.label')}
            value={view}
            onChange={(next) => change({ view: next }, true)}
            data={VIEWS.map((value) => ({ value, label: t(`views.${value}`) }))}
          />
        }
      >
        <Earlier journey={journey} />
        {view === 'text' ? (
          <TextView key={journey.version} journey={journey} />
        ) : (
          <Grid gap="lg">
            <Grid.Col span={{ base: 12, md: 7 }}>
              {view === 'drawing' ? (
                <Drawing journey={journey} chosen={address.step} onChoose={choose} />
              ) : (
                <StepList journey={journey} chosen={address.step} onChoose={choose} />
              )}
            </Grid.Col>
            <Grid.Col span={{ base: 12, md: 5 }}>
              <Inspector journey={journey} chosen={address.step} />
            </Grid.Col>
          </Grid>
        )}
      </Panel>
      {journey.state !== 'draft' && <Replayed journey={journey} />}
    </Stack>
  )
}

function Figures({ journey }: { journey: Journey }) {
  const { t } = useTranslation('journeys')
  const format = useFormat()
  const figures = {
    entries: journey.n_entries,
    inside: journey.n_inside,
    goal: journey.n_goal,
    sent: journey.letters.sent,
    heldOut: journey.letters.held_out,
  }
  return (
    <Panel>
      <SimpleGrid cols={{ base: 2, sm: 3, lg: 5 }}>
        {Object.entries(figures).map(([name, value]) => (
          <Figure
            key={name}
            label={t(name)}
            value={format.number(value)}
            definition={t(`definitions.${name}`)}
          />
        ))}
      </SimpleGrid>
    </Panel>
  )
}
