import { Button, Group } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Answer } from '~/shared/page/Answer'
import { Page } from '~/shared/page/Page'
import { Panel } from '~/shared/page/Panel'
import { SavePreset } from './presets/SavePreset'
import { type Import, useImport } from './queries'
import { Bar } from './run/Bar'
import { Outcome } from './run/Outcome'
import { canBeTakenBack, TakeBack, WhatGoes } from './run/TakeBack'

/** One import: its bar while it runs, what came in when it is over. */
export function RunScreen() {
  const { t } = useTranslation('imports')
  const { id } = useParams({ strict: false }) as { id: string }
  const asked = useImport(id)
  useFreshFigures(asked.data)
  return (
    <Page title={asked.data?.file_name ?? t('one')}>
      <Answer of={asked} height={240}>
        {(run) => (
          <Panel title={t(`states.${run.dry_run && run.state === 'done' ? 'tried' : run.state}`)}>
            {run.state === 'running' && <Bar run={run} />}
            <Outcome run={run} />
            {run.reverted && (
              <WhatGoes reversal={run.reverted} tense={run.state === 'reverted' ? 'went' : 'goes'} />
            )}
            {run.state === 'done' && !run.dry_run && <SavePreset run={run.id} />}
            <Next run={run} />
          </Panel>
        )}
      </Answer>
    </Page>
  )
}

/** Every figure of the page is asked anew when orders have come in. */
function useFreshFigures(run: Import | undefined) {
  const kept = useQueryClient()
  const over = (run?.state === 'done' && !run.dry_run) || run?.state === 'reverted'
  useEffect(() => {
    if (over) kept.invalidateQueries({ predicate: ({ queryKey }) => !isImport(queryKey[0]) })
  }, [over, kept])
}

function isImport(key: unknown): boolean {
  return typeof key === 'object' && key !== null && '_id' in key && key._id === 'importById'
}

function Next({ run }: { run: Import }) {
  const { t } = useTranslation('imports')
  const [asks, ask] = useState(false)
  if (run.state === 'running' || run.state === 'reverting') return null
  if (run.state !== 'done' || run.dry_run) {
    return (
      <Button component={Link} to="/collect/imports/new" variant="default" w="fit-content">
        {t('another')}
      </Button>
    )
  }
  return (
    <Group gap="sm">
      <Button component={Link} to="/">
        {t('toHome')}
      </Button>
      {run.summary?.kind === 'customers' ? (
        <Button component={Link} to="/customers" variant="default">
          {t('toCustomers')}
        </Button>
      ) : (
        <Button component={Link} to="/know/cohorts" variant="default">
          {t('toCohorts')}
        </Button>
      )}
      {canBeTakenBack(run) && (
        <Button variant="subtle" onClick={() => ask(true)}>
          {t('revert.open')}
        </Button>
      )}
      {asks && <TakeBack run={run} onClose={() => ask(false)} />}
    </Group>
  )
}
