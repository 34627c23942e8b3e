import { Alert, Button, Code, Group, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { problemOf } from '~/shared/api/problem'

/** Says what happened, what it means and what to do, with the code to quote. */
export function ProblemNotice({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t } = useTranslation('words')
  const problem = problemOf(error)
  const title = t(`problems.${problem.code}.title`, { defaultValue: problem.title })
  const advice = t([`problems.${problem.code}.advice`, 'problems.advice'])
  return (
    <Alert title={title} role="alert" data-code={problem.code}>
      <Stack gap="xs">
        {problem.detail && problem.status > 0 && <Text size="sm">{problem.detail}</Text>}
        {problem.errors.map((wrong) => (
          <Text size="sm" key={`${wrong.field}-${wrong.code}`}>
            {wrong.field}: {wrong.message}
          </Text>
        ))}
        <Text size="sm">{advice}</Text>
        <Group gap="sm">
          {onRetry && (
            <Button size="xs" variant="default" onClick={onRetry}>
              {t('again')}
            </Button>
          )}
          <Text size="xs" c="dimmed">
            {t('code')} <Code>{problem.code}</Code>
          </Text>
        </Group>
      </Stack>
    </Alert>
  )
}
