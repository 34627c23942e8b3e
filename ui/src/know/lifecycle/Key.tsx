import { Group, Text, useComputedColorScheme } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { coloursFor } from '~/shared/chart/colours'
import { MOVES, STRENGTH } from './moves'

/** What the parts of a bar are, from the lowest that came to those who stayed away. */
export function Key() {
  const { t } = useTranslation('lifecycle')
  const colours = coloursFor(useComputedColorScheme('light') === 'dark')
  const swatch = { width: 12, height: 12, borderRadius: 2, display: 'inline-block' }
  const line = { width: 16, borderTop: `2px dashed ${colours.text}`, opacity: 0.7, display: 'inline-block' }
  return (
    <Group gap="md">
      {MOVES.map((move) => (
        <Group key={move} gap={6} wrap="nowrap">
          <span
            aria-hidden="true"
            style={{
              ...swatch,
              background: move === 'dormant' ? colours.minus : colours.accent,
              opacity: STRENGTH[move],
            }}
          />
          <Text size="sm">{t(`moves.${move}`)}</Text>
        </Group>
      ))}
      <Group gap={6} wrap="nowrap">
        <span aria-hidden="true" style={line} />
        <Text size="sm">{t('lastYear')}</Text>
      </Group>
    </Group>
  )
}
