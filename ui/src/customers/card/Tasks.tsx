import { Button, Group } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { AddTask } from '~/act/tasks/AddTask'
import { useTasks } from '~/act/tasks/queries'
import { TaskList } from '~/act/tasks/TaskList'
import { useRights } from '~/shared/api/door'
import { Answer } from '~/shared/page/Answer'
import { Empty } from '~/shared/page/Empty'
import { Panel } from '~/shared/page/Panel'

/** What somebody of the shop is to do about this person. */
export function Tasks({ id }: { id: string }) {
  const { t } = useTranslation('tasks')
  const may = useRights()
  const [adding, add] = useState(false)
  const asked = useTasks({ customer: id })
  return (
    <Panel title={t('ofHim')}>
      <Answer of={asked} height={96}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty because={t('ofHimNone')} />
          ) : (
            <TaskList tasks={items} onCard />
          )
        }
      </Answer>
      {may('write_to_customers') && (
        <Group>
          <Button size="xs" variant="default" onClick={() => add(true)}>
            {t('add')}
          </Button>
        </Group>
      )}
      {adding && <AddTask customer={id} onClose={() => add(false)} />}
    </Panel>
  )
}
