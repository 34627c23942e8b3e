import { NavLink, Stack, Text } from '@mantine/core'
import { Link, useRouterState } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useRights } from '~/shared/api/door'
import { allowed, PARTS, type Place } from './navigation'

/** The parts of the loop under the owner's words. */
export function Menu() {
  const { t } = useTranslation('shell')
  const may = useRights()
  return (
    <Stack gap="md">
      {allowed(PARTS, may).map((part, index) => (
        <div key={part.words ?? index}>
          {part.words && (
            <Text size="xs" fw={600} c="dimmed" px="sm" pb={4} tt="uppercase" lts={0.6}>
              {t(`parts.${part.words}`)}
            </Text>
          )}
          <Places places={part.places} />
        </div>
      ))}
    </Stack>
  )
}

/** So many places of a part are seen at once; the others wait under “More”. */
const PLACES_SHOWN = 6

function Places({ places }: { places: Place[] }) {
  const { t } = useTranslation('shell')
  const path = usePath()
  const [wanted, want] = useState(false)
  const others = places.slice(PLACES_SHOWN)
  // One place takes as much room as the word that would hide it.
  const fits = others.length < 2
  const isOpen = wanted || others.some((place) => isHere(place, path))
  return (
    <>
      {(fits ? places : places.slice(0, PLACES_SHOWN)).map((place) => (
        <Entry key={place.to} place={place} />
      ))}
      {!fits && (
        <NavLink
          component="button"
          type="button"
          label={t('more')}
          c="dimmed"
          opened={isOpen}
          onChange={want}
          aria-expanded={isOpen}
          childrenOffset={0}
          styles={{ root: { borderRadius: 8 } }}
          py={7}
        >
          {others.map((place) => (
            <Entry key={place.to} place={place} />
          ))}
        </NavLink>
      )}
    </>
  )
}

function usePath(): string {
  return useRouterState({ select: (state) => state.location.pathname })
}

/** Places that have others below them in the address, but not on the page. */
function isExact(place: Place): boolean {
  return place.to === '/' || place.to === '/settings'
}

function isHere(place: Place, path: string): boolean {
  return isExact(place) ? path === place.to : path.startsWith(place.to)
}

function Entry({ place }: { place: Place }) {
  const { t } = useTranslation('shell')
  const here = isHere(place, usePath())
  return (
    <NavLink
      component={Link}
      to={place.to}
      activeOptions={{ exact: isExact(place) }}
      active={here}
      aria-current={here ? 'page' : undefined}
      label={t(`places.${place.words}`)}
      styles={{ root: { borderRadius: 8 } }}
      py={7}
    />
  )
}
