import { Accordion, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'

const SYSTEMS = ['shopify', 'woocommerce', 'retailcrm', 'commerceml', 'other', 'customers'] as const

/** How to get the file out of each shop system. */
export function HowToExport() {
  const { t } = useTranslation('imports')
  return (
    <Accordion variant="contained">
      {SYSTEMS.map((system) => (
        <Accordion.Item key={system} value={system}>
          <Accordion.Control>{t(`howTo.${system}.title`)}</Accordion.Control>
          <Accordion.Panel>
            <Text size="sm">{t(`howTo.${system}.text`)}</Text>
          </Accordion.Panel>
        </Accordion.Item>
      ))}
    </Accordion>
  )
}
