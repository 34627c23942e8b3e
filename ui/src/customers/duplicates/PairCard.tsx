import { Anchor, Badge, Button, Group, Paper, SimpleGrid, Stack, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { ProblemNotice } from '~/shared/page/ProblemNotice'
import { nameOf } from '~/shared/people/name'
import { type Pair, type Somebody, useDismiss } from './queries'

type Props = { pair: Pair; onMerge?: (pair: Pair) => void }

/** Two customers side by side, by what they look like one, and what can be done about it. */
export function PairCard({ pair, onMerge }: Props) {
  const { t } = useTranslation('duplicates')
  const dismiss = useDismiss()
  const names = { one: nameOf(pair.older), other: nameOf(pair.newer) }
  return (
    <Paper withBorder p="md" component="article" aria-label={t('pairOf', names)}>
      <Stack gap="sm">
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
          <Who is={pair.older} word={t('older')} />
          <Who is={pair.newer} word={t('newer')} />
        </SimpleGrid>
        <Group justify="space-between" gap="sm">
          <Group gap={6}>
            <Badge variant="light" tt="none" title={t('scoreMeans')}>
              {t('score', { score: pair.score })}
            </Badge>
            <Text size="sm">{pair.reasons.map((one) => t(`reasons.${one}`)).join(' · ')}</Text>
          </Group>
          {onMerge && (
            <Group gap="xs">
              <Button
                size="xs"
                aria-label={t('mergeThese', names)}
                onClick={() => onMerge(pair)}
              >
                {t('merge')}
              </Button>
              <Button
                size="xs"
                variant="default"
                aria-label={t('notTheseTwo', names)}
                loading={dismiss.isPending}
                onClick={() => dismiss.mutate(pair)}
              >
                {t('twoPeople')}
              </Button>
            </Group>
          )}
        </Group>
        {dismiss.error !== null && <ProblemNotice error={dismiss.error} />}
      </Stack>
    </Paper>
  )
}

/** Who somebody is, shortly. */
export function Who({ is: one, word }: { is: Somebody; word: string }) {
  const name = nameOf(one)
  const told = [one.email, one.phone, one.city].filter((line) => line && line !== name)
  return (
    <div style={{ overflowWrap: 'anywhere' }}>
      <Text size="xs" c="dimmed">
        {word}
      </Text>
      <Anchor component={Link} to="/customers/$id" params={{ id: one.id } as never} fw={600}>
        {name}
      </Anchor>
      {told.map((line) => (
        <Text size="sm" key={line}>
          {line}
        </Text>
      ))}
    </div>
  )
}
