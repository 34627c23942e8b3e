import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { tellProblem } from '~/shared/page/tellProblem'
import { type Journey, useRemoveDraft, useVerb, type Verb } from './queries'

/** What can be done to a journey now; what cannot be undone is asked again. */
export function Switches({ journey }: { journey: Journey }) {
  const { t } = useTranslation('journeys')
  const [asking, ask] = useState<'start' | 'stop' | 'remove' | null>(null)
  const verb = useVerb(journey.id)
  const remove = useRemoveDraft(journey.id)
  const navigate = useNavigate()
  const press = async (which: Verb | 'remove') => {
    ask(null)
    try {
      if (which !== 'remove') return void (await verb.mutateAsync(which))
      await remove.mutateAsync()
      navigate({ to: '/act/journeys' })
    } catch (error) {
      tellProblem(error, t)
    }
  }
  const { state } = journey
  const busy = verb.isPending || remove.isPending
  return (
    <Group gap="sm">
      {state === 'draft' && (
        <Button variant="default" onClick={() => ask('remove')} loading={busy}>
          {t('remove')}
        </Button>
      )}
      {(state === 'on' || state === 'paused') && (
        <Button variant="default" onClick={() => ask('stop')} loading={busy}>
          {t('stop')}
        </Button>
      )}
      {state === 'on' && (
        <Button onClick={() => press('pause')} loading={busy}>
          {t('pause')}
        </Button>
      )}
      {state === 'paused' && (
        <Button onClick={() => press('start')} loading={busy}>
          {t('resume')}
        </Button>
      )}
      {state === 'draft' && (
        <Button onClick={() => ask('start')} loading={busy}>
          {t('start')}
        </Button>
      )}
      {journey.campaign && (
        <Button
          variant="default"
          component={Link}
          to="/learn/effects/$id"
          params={{ id: journey.campaign } as never}
        >
          {t('effect')}
        </Button>
      )}
      <Modal opened={asking !== null} onClose={() => ask(null)} title={t('sure')} centered>
        {asking && (
          <Stack>
            <Text>{t(`${asking}Sure`)}</Text>
            <Group justify="flex-end">
              <Button variant="default" onClick={() => ask(null)}>
                {t('keep')}
              </Button>
              <Button onClick={() => press(asking)}>{t(asking)}</Button>
            </Group>
          </Stack>
        )}
      </Modal>
    </Group>
  )
}
