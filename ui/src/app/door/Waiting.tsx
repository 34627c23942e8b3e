import { Container } from '@mantine/core'
import { ProblemNotice } from '~/shared/page/ProblemNotice'

/** Nothing is drawn while the door is asked, because it answers at once; a failure is. */
export function Waiting({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  if (!error) return null
  return (
    <Container size="xs" py="xl">
      <ProblemNotice error={error} onRetry={onRetry} />
    </Container>
  )
}
