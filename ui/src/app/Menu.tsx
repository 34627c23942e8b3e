import { NavLink, Stack, Text } from '@mantine/core'
import { Link, useRouterState } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { PARTS, type Place } from './navigation'

/** The parts of the loop under the owner's words. */
export function Menu() {
  const { t } = useTranslation('shell')
  return (
    <Stack gap="md">
      {PARTS.map((part, index) => (
        <div key={part.words ?? index}>
          {part.words && (
            <Text size="xs" fw={600} c="dimmed" px="sm" pb={4} tt="uppercase" lts={0.6}>
              {t(`parts.${part.words}`)}
            </Text>
          )}
          {part.places.map((place) => (
            <Entry key={place.to} place={place} />
          ))}
        </div>
      ))}
    </Stack>
  )
}

function Entry({ place }: { place: Place }) {
  const { t } = useTranslation('shell')
  const path = useRouterState({ select: (state) => state.location.pathname })
  const here = place.to === '/' ? path === '/' : path.startsWith(place.to)
  return (
    <NavLink
      component={Link}
      to={place.to}
      active={here}
      aria-current={here ? 'page' : undefined}
      label={t(`places.${place.words}`)}
      styles={{ root: { borderRadius: 8 } }}
      py={7}
    />
  )
}
