import { Grid, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Campaign } from '../queries'
import { Letter } from './Letter'
import { Limits } from './Limits'
import { Preview } from './Preview'
import { Start } from './Start'
import { useDraft } from './useDraft'
import { Whom } from './Whom'

/** Whom, what, when and with what held out: one column, read from top to bottom. */
export function Editor({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation('campaigns')
  const { draft, change, unsaved, version } = useDraft(campaign)
  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed" aria-live="polite">
        {unsaved ? t('words:saving') : t('draftKept')}
      </Text>
      <Whom draft={draft} onChange={change} />
      <Grid gap="md">
        <Grid.Col span={{ base: 12, md: 6 }}>
          <Letter draft={draft} onChange={change} />
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 6 }}>
          <Preview id={campaign.id} version={version} />
        </Grid.Col>
      </Grid>
      <Limits draft={draft} onChange={change} />
      <Start campaign={campaign} draft={draft} ready={!unsaved} />
    </Stack>
  )
}
