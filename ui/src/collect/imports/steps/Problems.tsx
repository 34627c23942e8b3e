import { Alert, List, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Fault } from '../queries'

type Props = { of: Fault[] }

/** What is wrong with the file itself: line, words, and what to do. */
export function Problems({ of: problems }: Props) {
  const { t } = useTranslation('imports')
  if (problems.length === 0) return null
  return (
    <Alert title={t('problems')} role="alert">
      <List size="sm" spacing={4}>
        {problems.map((problem) => (
          <List.Item key={`${problem.code}${problem.line}`}>
            {problem.line ? `${t('line', { n: problem.line })}: ` : ''}
            {t(`reasons.${problem.code}`, { defaultValue: problem.text })}
            {problem.hint && (
              <Text size="sm" c="dimmed">
                {t(`hints.${problem.code}`, { defaultValue: problem.hint })}
              </Text>
            )}
          </List.Item>
        ))}
      </List>
    </Alert>
  )
}
