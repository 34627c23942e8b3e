import { Group, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { type Condition, useAudience } from '~/act/campaigns/queries'
import { WriteToThem } from '~/act/campaigns/WriteToThem'
import { useRhythm } from '~/know/rhythm/queries'
import { Answer } from '~/shared/page/Answer'
import { Panel } from '~/shared/page/Panel'
import { useFormat } from '~/shared/words/useFormat'

/** What to do today; nothing is sent without a person's yes. */
export function Today() {
  const { t } = useTranslation('home')
  const rhythm = useRhythm()
  return (
    <Panel title={t('today')} note={t('todayNote')}>
      <Answer of={rhythm} height={120}>
        {({ thresholds }) => (
          <Stack gap="lg">
            <Proposed words="at_risk" condition={{ rfm_groups: ['at-risk'] }} />
            {typeof thresholds.quiet_days === 'number' && (
              <Proposed words="quiet" condition={{ quiet_days_min: thresholds.quiet_days }} />
            )}
          </Stack>
        )}
      </Answer>
    </Panel>
  )
}

function Proposed({ words, condition }: { words: string; condition: Condition }) {
  const { t } = useTranslation('home')
  const format = useFormat()
  const asked = useAudience(condition)
  return (
    <Answer of={asked} height={48}>
      {({ people, reachable }) => (
        <Group justify="space-between" gap="md" align="flex-start">
          <Stack gap={2} flex="1 1 320px">
            <Text>
              {t(`proposals.${words}`, {
                count: people,
                n: format.number(people),
                days: format.number(condition.quiet_days_min),
              })}
            </Text>
            <Text size="sm" c="dimmed">
              {t('reachable', { count: reachable, n: format.number(reachable) })} {t('untested')}
            </Text>
          </Stack>
          {people > 0 && <WriteToThem condition={condition} />}
        </Group>
      )}
    </Answer>
  )
}
