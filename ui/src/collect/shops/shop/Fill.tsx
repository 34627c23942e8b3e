import { Button, Group, Progress, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useRights } from '~/shared/api/door'
import { Empty } from '~/shared/page/Empty'
import { Panel } from '~/shared/page/Panel'
import { ProblemNotice } from '~/shared/page/ProblemNotice'
import { useFormat } from '~/shared/words/useFormat'
import { type Errand, type Kind, type Shop, useFill, useStop } from '../queries'
import { Hindrance } from './Hindrance'

/** Everything that was before: fetched page by page, stopped and gone on with. */
export function Fill({ shop }: { shop: Shop }) {
  const { t } = useTranslation('shops')
  const may = useRights()
  const fill = useFill(shop.id)
  const stop = useStop(shop.id)
  const run = shop.errands.find(({ errand }) => errand === 'fill')
  const isRunning = run?.state === 'running'
  const isLetGo = shop.state === 'disconnected'
  const canBegin = may('take_in') && shop.can_be_asked && !isLetGo
  const word = !run ? 'begin' : run.state === 'done' ? 'again' : 'goOn'
  return (
    <Panel title={t('fill.title')} note={t([`${shop.kind}.fill.note`, 'fill.note'])}>
      {!shop.can_be_asked && !isLetGo && <Empty because={t('errands.noKey')} />}
      {run && <HowFar run={run} kind={shop.kind} />}
      <Group>
        {canBegin && !isRunning && (
          <Button variant="default" loading={fill.isPending} onClick={() => fill.mutate(undefined)}>
            {t(`fill.${word}`)}
          </Button>
        )}
        {may('take_in') && isRunning && (
          <Button variant="default" loading={stop.isPending} onClick={() => stop.mutate(undefined)}>
            {t('fill.stop')}
          </Button>
        )}
      </Group>
      {fill.error && <ProblemNotice error={fill.error} />}
      {stop.error && <ProblemNotice error={stop.error} />}
    </Panel>
  )
}

function HowFar({ run, kind }: { run: Errand; kind: Kind }) {
  const { t } = useTranslation('shops')
  const format = useFormat()
  const all = run.n_expected ?? 0
  const isOpen = run.n_expected == null && run.state !== 'done'
  const done = run.state === 'done' ? 100 : all > 0 ? Math.min(100, (100 * run.n_done) / all) : 0
  const said = `fill.${run.state}${isOpen ? 'SoFar' : ''}`
  return (
    <Stack gap={4}>
      <Progress.Root size="lg">
        <Progress.Section
          value={done}
          animated={run.state === 'running'}
          aria-label={t('fill.progress')}
        />
      </Progress.Root>
      <Text size="sm" role="status">
        {t([`${kind}.${said}`, said], {
          n: format.number(run.n_done),
          all: format.number(run.n_expected),
          changed: format.number(run.n_changed),
          at: format.moment(run.updated_at),
        })}
      </Text>
      {run.n_failed > 0 && (
        <Text size="sm">{t('fill.notUnderstood', { count: run.n_failed, n: run.n_failed })}</Text>
      )}
      <Hindrance run={run} />
    </Stack>
  )
}
