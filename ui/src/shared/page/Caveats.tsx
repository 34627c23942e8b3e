import { List, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'

type Caveat = { code: string; text: string }

/** What has to be known before these numbers are believed. */
export function Caveats({ of: caveats }: { of: Caveat[] }) {
  const { t } = useTranslation('words')
  if (caveats.length === 0) return null
  return (
    <List size="sm" spacing={4} w="100%">
      {caveats.map((caveat) => (
        <List.Item key={caveat.code + caveat.text}>
          <Text size="sm" c="dimmed">
            {t(`caveats.${caveat.code}`, { defaultValue: caveat.text })}
          </Text>
        </List.Item>
      ))}
    </List>
  )
}
