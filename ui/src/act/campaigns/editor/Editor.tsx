import { Alert, Grid, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Campaign } from '../queries'
import { Check } from './Check'
import classes from './editor.module.css'
import { Letter } from './Letter'
import { Limits } from './Limits'
import { Preview } from './Preview'
import { Start } from './Start'
import { useDraft } from './useDraft'
import { When } from './When'
import { Whom } from './Whom'

/** Whom, what, when and with what held out: one column, read from top to bottom. */
export function Editor({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation('campaigns')
  const { draft, change, unsaved, version } = useDraft(campaign)
  const [chosen, setWay] = useState(0)
  const way = Math.min(chosen, draft.variants.length)
  return (
    <Stack gap="md">
      {campaign.problem === 'moment_missed' && (
        <Alert role="alert">{t('heldUp.moment_missed')}</Alert>
      )}
      <Text size="sm" c="dimmed" aria-live="polite">
        {unsaved ? t('words:saving') : t('draftKept')}
      </Text>
      <Whom draft={draft} onChange={change} />
      <Grid gap="md">
        <Grid.Col span={{ base: 12, md: 6 }}>
          <Letter id={campaign.id} version={version} draft={draft} way={way} onWay={setWay} onChange={change} />
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 6 }}>
          <div className={classes.beside}>
            <Preview id={campaign.id} way={way} version={version} />
          </div>
        </Grid.Col>
      </Grid>
      <Check id={campaign.id} way={way} version={version} />
      <When draft={draft} onChange={change} />
      <Limits draft={draft} onChange={change} />
      <Start campaign={campaign} draft={draft} way={way} ready={!unsaved} />
    </Stack>
  )
}
