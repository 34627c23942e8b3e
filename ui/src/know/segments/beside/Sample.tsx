import { Anchor, List, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { nameOf } from '~/shared/people/name'
import type { Preview } from '../queries'
import { Part } from './Part'

/** A few of them by name, so that a wrong rule is noticed. */
export function Sample({ people }: { people: Preview['sample'] }) {
  const { t } = useTranslation('segments')
  return (
    <Part title={t('sample')}>
      <List listStyleType="none" spacing={4} size="sm">
        {people.map((person) => (
          <List.Item key={person.id}>
            <Anchor
              component={Link}
              underline="always"
              to="/customers/$id"
              params={{ id: person.id } as never}
            >
              {nameOf(person)}
            </Anchor>{' '}
            <Text span size="sm" c="dimmed">
              {[person.customer_id, person.country].filter(Boolean).join(' · ')}
            </Text>
          </List.Item>
        ))}
      </List>
    </Part>
  )
}
