import { Anchor, List, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'

/** Rules that nearly every shop asks for first, by the names of their texts. */
const IDEAS = {
  quiet: 'orders >= 3 and days since last order > 1.5 * usual gap',
  best: 'revenue in top 10%',
  once: 'orders = 1 and consent marketing email is granted',
}

/** Three ready rules; each opens the builder filled in. */
export function Ideas() {
  const { t } = useTranslation('segments')
  return (
    <List listStyleType="none" spacing="md" w="100%">
      {Object.entries(IDEAS).map(([idea, text]) => (
        <List.Item key={idea}>
          <Anchor
            component={Link}
            to="/know/segments/new"
            search={{ name: t(`ideas.${idea}.name`), text } as never}
          >
            {t(`ideas.${idea}.name`)}
          </Anchor>
          <Text size="sm" c="dimmed">
            {t(`ideas.${idea}.why`)}
          </Text>
        </List.Item>
      ))}
    </List>
  )
}
