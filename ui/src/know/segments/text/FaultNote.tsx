import { Button, Group, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Fault } from '../queries'
import { mended, placeOf } from './place'

type Props = { fault: Fault; text: string; onMend: (text: string) => void }

/** What only describes, such as a number, has no letters that could be put in its place. */
const DESCRIBED: Record<string, string> = {
  'a number': 'number',
  'a text in quotes': 'text',
  'a day such as 2025-05-01': 'day',
  'the name of a group': 'group',
}

/** Where the text cannot be read, why, and what could stand there; a press puts it there. */
export function FaultNote({ fault, text, onMend }: Props) {
  const { t } = useTranslation('segments')
  const { from, until } = placeOf(text, fault)
  const found = text.slice(from, until)
  const said = fault.code === 'unexpected' && found === '' ? 'ended' : fault.code
  const told = said === 'does_not_fit' || said === 'too_large'
  const words = fault.expected.filter((word) => !(word in DESCRIBED))
  const described = fault.expected.filter((word) => word in DESCRIBED)
  return (
    <Stack gap="xs">
      <Text size="sm" c="var(--mantine-color-error)">
        {t('text.at', { line: fault.line, column: fault.column })} {t(`faults.${said}`, { found })}
        {told && <span lang="en"> ({fault.message})</span>}
        {described.length > 0 &&
          ` ${t('text.expectedKind', {
            what: described.map((word) => t(`expected.${DESCRIBED[word]}`)).join(', '),
          })}`}
      </Text>
      {words.length > 0 && (
        <Group gap={6}>
          <Text size="sm" c="dimmed">
            {fault.nearest ? t('text.meant') : t('text.expected')}
          </Text>
          {nearestFirst(words, fault.nearest).map((word) => (
            <Button
              key={word}
              size="compact-xs"
              variant={word === fault.nearest ? 'filled' : 'default'}
              ff="monospace"
              onClick={() => onMend(mended(text, fault, word))}
            >
              {word}
            </Button>
          ))}
        </Group>
      )}
    </Stack>
  )
}

function nearestFirst(words: string[], nearest?: string | null): string[] {
  if (!nearest) return words
  return [nearest, ...words.filter((word) => word !== nearest)]
}
