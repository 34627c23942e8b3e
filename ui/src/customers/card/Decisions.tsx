import { Anchor, Stack, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Answer } from '~/shared/page/Answer'
import { Empty } from '~/shared/page/Empty'
import { Panel } from '~/shared/page/Panel'
import { useFormat } from '~/shared/words/useFormat'
import { type Decision, useDecisionsAbout } from '../queries'

/** Why this person was, or was not, written to: campaign by campaign, the newest first. */
export function Decisions({ id }: { id: string }) {
  const { t } = useTranslation('customers')
  const asked = useDecisionsAbout(id)
  return (
    <Panel title={t('why')} definition={t('whyDefinition')}>
      <Answer of={asked} height={96}>
        {(decisions) =>
          decisions.length === 0 ? (
            <Empty because={t('neverMeant')} />
          ) : (
            <Stack gap="md">
              {decisions.map((one) => (
                <Decided key={one.campaign.id} decision={one} />
              ))}
            </Stack>
          )
        }
      </Answer>
    </Panel>
  )
}

function Decided({ decision: { campaign, outcome, reason, text, at } }: { decision: Decision }) {
  const { t } = useTranslation('campaigns')
  const format = useFormat()
  return (
    <div>
      <Anchor component={Link} to="/act/campaigns/$id" params={{ id: campaign.id } as never}>
        {campaign.name}
      </Anchor>
      <Text size="sm">
        <strong>{t(`outcomes.${outcome}`, { defaultValue: outcome })}</strong>
        {': '}
        {t(`reasons.${reason}`, { defaultValue: text })}
      </Text>
      <Text size="xs" c="dimmed">
        {format.moment(at)}
      </Text>
    </div>
  )
}
