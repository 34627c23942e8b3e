import { ActionIcon, Anchor, Group, Stack } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Panel } from '~/shared/page/Panel'
import { ProblemNotice } from '~/shared/page/ProblemNotice'
import { type Question, useRemoveQuestion } from '../queries'

/** The questions that are kept; each name leads to its answer. */
export function Kept({ items }: { items: Question[] }) {
  const { t } = useTranslation('questions')
  const removing = useRemoveQuestion()
  const remove = (name: string) => {
    if (window.confirm(t('removeWhat', { name }))) removing.mutate(name)
  }
  return (
    <Panel title={t('kept')}>
      <Stack gap={4}>
        {items.map(({ name }) => (
          <Group key={name} justify="space-between" wrap="nowrap" gap="sm">
            <Anchor
              component={Link}
              to="/know/questions"
              search={{ name } as never}
              style={{ overflowWrap: 'anywhere' }}
            >
              {name}
            </Anchor>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t('remove', { name })}
              onClick={() => remove(name)}
            >
              ×
            </ActionIcon>
          </Group>
        ))}
      </Stack>
      {removing.error && <ProblemNotice error={removing.error} />}
    </Panel>
  )
}
