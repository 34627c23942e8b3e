import { Button, Group, NumberInput, Stack, Text, Title } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { tellProblem } from '~/shared/page/tellProblem'
import { kindOf } from '../drawing/graph'
import { type Journey, type JourneyStep, useChangeJourney } from '../queries'
import { Field, FIELDS } from './Field'
import { LetterFields } from './LetterFields'

type Props = { journey: Journey; chosen: string | undefined }

/** What a step says, to be changed; a journey that is over is only looked at. */
export function Inspector({ journey, chosen }: Props) {
  const { t } = useTranslation('journeys')
  const step = journey.plan.step?.find((one) => one.name === chosen)
  if (!step) return <Text c="dimmed">{t('inspector.choose')}</Text>
  return <Editor key={`${step.name}-${journey.version}`} journey={journey} step={step} />
}

function Editor({ journey, step }: { journey: Journey; step: JourneyStep }) {
  const { t } = useTranslation('journeys')
  const [draft, edit] = useState(step)
  const change = useChangeJourney(journey.id)
  const over = journey.state === 'stopped'
  const save = async () => {
    const steps = journey.plan.step?.map((one) => (one.name === step.name ? draft : one))
    try {
      await change.mutateAsync({ plan: { ...journey.plan, step: steps } })
      notifications.show({ message: t('inspector.saved') })
    } catch (error) {
      tellProblem(error, t)
    }
  }
  return (
    <Stack gap="sm">
      <Title order={3} size="h5">
        {t('inspector.title', { step: step.name })}
      </Title>
      {FIELDS[kindOf(step)].map((field) => (
        <Field key={field} field={field} draft={draft} edit={edit} disabled={over} />
      ))}
      {kindOf(step) === 'letter' && !over && (
        <LetterFields draft={draft} edit={edit} language={journey.plan.language} />
      )}
      {kindOf(step) === 'date' && (
        <NumberInput
          label={t('inspector.days')}
          description={t('inspector.daysHelp')}
          min={-364}
          max={364}
          allowDecimal={false}
          disabled={over}
          value={draft.days ?? 0}
          onChange={(days) => edit({ ...draft, days: Number(days) || undefined })}
        />
      )}
      {draft.split?.map((way, place) => (
        <NumberInput
          key={`${place}-${way.to}`}
          label={t('inspector.share', { to: way.to })}
          min={0}
          allowDecimal={false}
          disabled={over}
          value={way.share}
          onChange={(share) => edit(withShare(draft, place, Number(share)))}
        />
      ))}
      <Group>
        <Button onClick={save} disabled={over || draft === step} loading={change.isPending}>
          {t('inspector.save')}
        </Button>
      </Group>
      {journey.state !== 'draft' && !over && (
        <Text size="sm" c="dimmed">
          {t('inspector.version')}
        </Text>
      )}
    </Stack>
  )
}

function withShare(step: JourneyStep, place: number, share: number): JourneyStep {
  const split = step.split?.map((way, at) => (at === place ? { ...way, share } : way))
  return { ...step, split }
}
