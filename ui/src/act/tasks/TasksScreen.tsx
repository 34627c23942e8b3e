import { Button, Group, SegmentedControl, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useRights } from '~/shared/api/door'
import { Answer } from '~/shared/page/Answer'
import { Empty } from '~/shared/page/Empty'
import { Page } from '~/shared/page/Page'
import { Panel } from '~/shared/page/Panel'
import { useAddress } from '~/shared/sentence/useAddress'
import { useFormat } from '~/shared/words/useFormat'
import { AddTask } from './AddTask'
import { type Tasks, useTasks } from './queries'
import { TaskList } from './TaskList'

/** What somebody of the shop is to do; which of it is shown is in the address. */
export function TasksScreen() {
  const { t } = useTranslation('tasks')
  const may = useRights()
  const [adding, add] = useState(false)
  const [address, change] = useAddress()
  const ended = address.state === 'ended'
  const whose = address.whose === 'mine' ? 'mine' : 'all'
  const asked = useTasks({ ended, whose })
  const none = ended ? 'noneEnded' : whose === 'mine' ? 'noneMine' : 'none'
  return (
    <Page
      title={t('title')}
      intro={t('intro')}
      actions={
        may('write_to_customers') && <Button onClick={() => add(true)}>{t('add')}</Button>
      }
    >
      <Panel title={t(ended ? 'ended' : 'list')}>
        <Group gap="md">
          <SegmentedControl
            aria-label={t('which')}
            value={ended ? 'ended' : 'open'}
            onChange={(state) => change({ state: state === 'ended' ? state : '' })}
            data={['open', 'ended'].map((value) => ({ value, label: t(value) }))}
          />
          <SegmentedControl
            aria-label={t('whose')}
            value={whose}
            onChange={(mine) => change({ whose: mine === 'mine' ? mine : '' })}
            data={['all', 'mine'].map((value) => ({ value, label: t(value) }))}
          />
        </Group>
        <Answer of={asked} height={240}>
          {(tasks) => (
            <>
              <Counts of={tasks} />
              {tasks.items.length === 0 ? (
                <Empty because={t(none)} />
              ) : (
                <TaskList tasks={tasks.items} />
              )}
            </>
          )}
        </Answer>
      </Panel>
      {adding && <AddTask onClose={() => add(false)} />}
    </Page>
  )
}

function Counts({ of: { n_open, n_mine, n_late } }: { of: Tasks }) {
  const { t } = useTranslation('tasks')
  const format = useFormat()
  if (n_open === 0) return null
  const counts = t('counts', { open: format.number(n_open), mine: format.number(n_mine) })
  const late = n_late > 0 && t('lateOnes', { count: n_late, n: format.number(n_late) })
  return (
    <Text size="sm" c="dimmed" pb="md">
      {late ? `${counts}; ${late}` : counts}
    </Text>
  )
}
