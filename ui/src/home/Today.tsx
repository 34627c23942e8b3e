import { Group, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Condition } from '~/act/campaigns/queries'
import { WriteToThem } from '~/act/campaigns/WriteToThem'
import type { Money } from '~/shared/api/shop'
import { Empty } from '~/shared/page/Empty'
import { Panel } from '~/shared/page/Panel'
import { useFormat } from '~/shared/words/useFormat'
import type { Proposal } from './queries'

/** What to do today, the most worth first; nothing is sent without a person's yes. */
export function Today({ proposals }: { proposals: Proposal[] }) {
  const { t } = useTranslation('home')
  return (
    <Panel title={t('today')} note={t('todayNote')}>
      {proposals.length === 0 && <Empty because={t('nothingToday')} />}
      <Stack gap="lg">
        {proposals.map((one) => (
          <Proposed key={one.code} proposal={one} />
        ))}
      </Stack>
    </Panel>
  )
}

function Proposed({ proposal }: { proposal: Proposal }) {
  const { t } = useTranslation('home')
  const format = useFormat()
  const { code, people, reachable } = proposal
  return (
    <Group justify="space-between" gap="md" align="flex-start">
      <Stack gap={2} flex="1 1 320px">
        <Text fw={500}>{t(`proposals.${code}`, { count: people, n: format.number(people) })}</Text>
        <Text size="sm" c="dimmed">
          {t('reachable', { count: reachable, n: format.number(reachable) })}
        </Text>
        <Gain params={proposal.params} />
        <Text size="sm">{t('cost')}</Text>
      </Stack>
      <WriteToThem
        condition={proposal.condition as Condition}
        label={t('campaigns:lookAndStart')}
      />
    </Group>
  )
}

type Worth = { worth?: Money | null; worth_low?: Money | null; worth_high?: Money | null }

/** The expected gain with its interval, and on what it rests. */
function Gain({ params }: { params: Proposal['params'] }) {
  const { t } = useTranslation('home')
  const format = useFormat()
  const { worth, worth_low, worth_high } = params as Worth
  if (!worth) return <Text size="sm">{t('noGain')}</Text>
  return (
    <Text size="sm">
      {t('gain', {
        worth: format.roundMoney(worth),
        low: format.roundMoney(worth_low),
        high: format.roundMoney(worth_high),
      })}{' '}
      {t('untested')}
    </Text>
  )
}
