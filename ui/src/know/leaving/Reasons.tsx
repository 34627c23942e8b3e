import { List, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useWritten } from './useWritten'
import type { Reason } from './queries'

/** Why a chance is what it is, the strongest first: an arrow for the side, then the words. */
export function Reasons({ of: reasons }: { of: Reason[] }) {
  const { t } = useTranslation('leaving')
  const write = useWritten()
  if (reasons.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {t('reasons.none')}
      </Text>
    )
  }
  return (
    <List size="sm" listStyleType="none" spacing={2}>
      {reasons.map(({ feature, unit, value, effect }) => {
        const name = unit === 'yes-no' ? `${feature}.${value > 0.5 ? 'yes' : 'no'}` : feature
        const side = effect > 0 ? 'towards' : 'against'
        return (
          <List.Item key={feature}>
            <Text span aria-label={t(`reasons.${side}`)} fw={600} role="img" mr={6}>
              {effect > 0 ? '↑' : '↓'}
            </Text>
            {t(`reasons.${name}`, { value: write(unit, value) })}
          </List.Item>
        )
      })}
    </List>
  )
}
