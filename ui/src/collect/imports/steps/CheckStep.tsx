import { Button, Group, Stack } from '@mantine/core'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Answer } from '~/shared/page/Answer'
import { Panel } from '~/shared/page/Panel'
import { ProblemNotice } from '~/shared/page/ProblemNotice'
import { useAddress } from '~/shared/sentence/useAddress'
import { useImport, useStartImport } from '../queries'
import { Bar } from '../run/Bar'
import { Outcome } from '../run/Outcome'
import { useOptions } from '../useOptions'

type Props = { file: string; onBack: () => void; onNext: () => void }

/** The whole file read for a try: nothing is kept, everything is counted. */
export function CheckStep({ file, onBack, onNext }: Props) {
  const { t } = useTranslation('imports')
  const [options] = useOptions(file)
  const [address, change] = useAddress()
  const start = useStartImport()
  const asked = useImport(address.check)
  const { mutate, isIdle } = start

  useEffect(() => {
    if (address.check || !isIdle) return
    const body = { file, options, dry_run: true }
    mutate(body, { onSuccess: ({ id }) => change({ check: id }, true) })
  }, [address.check, isIdle, mutate, change, file, options])

  if (start.error) return <ProblemNotice error={start.error} onRetry={() => start.reset()} />
  return (
    <Answer of={asked} height={240}>
      {(run) => (
        <Stack gap="md">
          <Panel title={run.state === 'running' ? t('checking') : t('checked')}>
            {run.state === 'running' && <Bar run={run} />}
            <Outcome run={run} />
          </Panel>
          <Group gap="sm">
            <Button onClick={onNext} disabled={!run.summary || run.summary.accepted === 0}>
              {t('toQuestions')}
            </Button>
            <Button variant="default" onClick={onBack}>
              {t('toColumns')}
            </Button>
          </Group>
        </Stack>
      )}
    </Answer>
  )
}
