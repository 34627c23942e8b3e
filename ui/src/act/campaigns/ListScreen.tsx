import { Anchor, Badge, Button, Stack, Table, Text } from '@mantine/core'
import { Link, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Answer } from '~/shared/page/Answer'
import { Empty } from '~/shared/page/Empty'
import { Page } from '~/shared/page/Page'
import { Panel } from '~/shared/page/Panel'
import { tellProblem } from '~/shared/page/tellProblem'
import { useFormat } from '~/shared/words/useFormat'
import { useConditionText } from './condition'
import { type Campaign, type Recipe, useCampaigns, useNewDraft } from './queries'
import { STATE_COLOURS } from './states'

/** Whom the usual win-back is for: those silent for three months. */
const USUAL = { quiet_days_min: 90 }

/** Everything that was ever written to customers, and the drafts. */
export function ListScreen() {
  const { t } = useTranslation('campaigns')
  const asked = useCampaigns()
  return (
    <Page title={t('title')} intro={t('intro')} actions={<NewCampaign />}>
      <Answer of={asked}>
        {({ items }) => (
          <Panel>
            {items.length === 0 ? <Empty because={t('none')} /> : <Campaigns items={items} />}
            <Anchor component={Link} to="/act/suppressions" size="sm">
              {t('toSuppressions')}
            </Anchor>
          </Panel>
        )}
      </Answer>
    </Page>
  )
}

function NewCampaign() {
  const { t, i18n } = useTranslation('campaigns')
  const navigate = useNavigate()
  const draft = useNewDraft()
  const describe = useConditionText()
  const start = async () => {
    const name = t('draftName', { whom: describe(USUAL) })
    const language = i18n.language as Recipe['language']
    try {
      const { id } = await draft.mutateAsync({ name, language, condition: USUAL })
      navigate({ to: '/act/campaigns/$id', params: { id } as never })
    } catch (error) {
      tellProblem(error, t)
    }
  }
  return (
    <Button onClick={start} loading={draft.isPending}>
      {t('new')}
    </Button>
  )
}

function Campaigns({ items }: { items: Campaign[] }) {
  const { t } = useTranslation('campaigns')
  const format = useFormat()
  const describe = useConditionText()
  return (
    <Table.ScrollContainer minWidth={560}>
      <Table verticalSpacing="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('name')}</Table.Th>
            <Table.Th>{t('state')}</Table.Th>
            <Table.Th ta="right">{t('counts.sent.name')}</Table.Th>
            <Table.Th ta="right">{t('counts.held_out.name')}</Table.Th>
            <Table.Th ta="right">{t('startedAt')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {items.map((one) => (
            <Table.Tr key={one.id}>
              <Table.Td>
                <Stack gap={0}>
                  <Anchor component={Link} to="/act/campaigns/$id" params={{ id: one.id } as never}>
                    {one.name}
                  </Anchor>
                  <Text size="sm" c="dimmed">
                    {describe(one.condition)}
                  </Text>
                </Stack>
              </Table.Td>
              <Table.Td>
                <Badge
                  variant="default"
                  tt="none"
                  miw="max-content"
                  leftSection={<Dot state={one.state} />}
                >
                  {t(`states.${one.state}`)}
                </Badge>
              </Table.Td>
              <Table.Td ta="right">{format.number(one.counts.sent)}</Table.Td>
              <Table.Td ta="right">{format.number(one.counts.held_out)}</Table.Td>
              <Table.Td ta="right" style={{ whiteSpace: 'nowrap' }}>
                {format.momentDay(one.state === 'scheduled' ? one.next_at : one.started_at)}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}

/** The word beside it says the state; the dot only helps the eye. */
function Dot({ state }: { state: Campaign['state'] }) {
  const colour = STATE_COLOURS[state]
  return (
    <span style={{ display: 'block', width: 8, height: 8, borderRadius: 4, background: colour }} />
  )
}
