import { Button, Group, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useTranslation } from 'react-i18next'
import { tellProblem } from '~/shared/page/tellProblem'
import { useFormat } from '~/shared/words/useFormat'
import { type Journey, useMoveUp } from './queries'

/** Those on the way by an earlier version, and the choice to move them to this one. */
export function Earlier({ journey }: { journey: Journey }) {
  const { t } = useTranslation('journeys')
  const format = useFormat()
  const moving = useMoveUp(journey.id)
  const { n_earlier: count } = journey
  if (count === 0) return null
  const move = async () => {
    try {
      const { n_moved, n_stayed } = await moving.mutateAsync()
      const moved = t('moved', { count: n_moved, n: format.number(n_moved) })
      const stayed = t('stayed', { count: n_stayed, n: format.number(n_stayed) })
      notifications.show({ message: n_stayed === 0 ? moved : `${moved} ${stayed}` })
    } catch (error) {
      tellProblem(error, t)
    }
  }
  return (
    <Group gap="sm">
      <Text size="sm">{t('earlier', { count, n: format.number(count) })}</Text>
      <Button size="compact-sm" variant="default" onClick={move} loading={moving.isPending}>
        {t('moveUp')}
      </Button>
    </Group>
  )
}
