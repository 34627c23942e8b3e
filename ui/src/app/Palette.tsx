import { Box, Kbd, UnstyledButton } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { Spotlight, spotlight } from '@mantine/spotlight'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFoundCustomers } from '~/customers/queries'
import { useSegments } from '~/know/segments/queries'
import { useRights } from '~/shared/api/door'
import { nameOf } from '~/shared/people/name'
import { FURTHER, PLACES } from './navigation'

/** Opens the palette for those who prefer a mouse, and teaches the key to the others. */
export function PaletteButton() {
  const { t } = useTranslation('shell')
  return (
    <UnstyledButton px={8} py={6} fz="sm" c="dimmed" onClick={() => spotlight.open()}>
      <Box component="span" visibleFrom="sm">
        {t('find')} <Kbd size="xs">Ctrl K</Kbd>
      </Box>
      <Box component="span" hiddenFrom="sm">
        <span className="sr-only">{t('find')}</span>
        <Glass />
      </Box>
    </UnstyledButton>
  )
}

/** On a phone the word would take the room of the shop's name. */
function Glass() {
  return (
    <svg
      width="18"
      height="18"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      style={{ display: 'block' }}
      aria-hidden="true"
    >
      <circle cx="10.5" cy="10.5" r="6.5" />
      <path d="m15.5 15.5 5 5" strokeLinecap="round" />
    </svg>
  )
}

/** Ctrl-K: any screen by its name, any segment, any customer by name, number or e-mail. */
export function Palette() {
  const { t } = useTranslation('shell')
  const [asked, setAsked] = useState('')
  return (
    <Spotlight.Root
      query={asked}
      onQueryChange={setAsked}
      shortcut={['mod + K']}
      scrollable
      attributes={{ content: { 'aria-label': t('find') } }}
      // Paler than its name it could not be read on the entry that is pointed at.
      styles={{ actionDescription: { opacity: 1 } }}
    >
      <Spotlight.Search placeholder={t('findWhat')} aria-label={t('findWhat')} />
      <Spotlight.ActionsList>
        <Found asked={asked.trim()} />
      </Spotlight.ActionsList>
    </Spotlight.Root>
  )
}

/** So many segments are shown at once; more of the name finds the others. */
const SEGMENTS = 6

/** What has the asked words in its name; while nothing is asked, the menu. */
function Found({ asked }: { asked: string }) {
  const { t } = useTranslation('shell')
  const navigate = useNavigate()
  const may = useRights()
  const [settled] = useDebouncedValue(asked, 150)
  const found = useFoundCustomers(settled)
  const saved = useSegments()
  const wanted = asked.toLocaleLowerCase()
  const isMeant = (name: string) => name.toLocaleLowerCase().includes(wanted)
  const places = (wanted ? [...PLACES, ...FURTHER] : PLACES).filter(({ needs }) => may(needs))
  const names = places.map((place) => ({ ...place, label: t(`places.${place.words}`) }))
  const screens = names.filter(({ label }) => isMeant(label))
  const named = wanted ? (saved.data?.items.filter(({ name }) => isMeant(name)) ?? []) : []
  const people = wanted ? (found.data?.items ?? []) : []
  if (screens.length + named.length + people.length === 0) {
    return <Spotlight.Empty>{t('nothingFound')}</Spotlight.Empty>
  }

  return (
    <>
      {screens.length > 0 && (
        <Spotlight.ActionsGroup label={t('screens')}>
          {screens.map((place) => (
            <Spotlight.Action
              key={place.to}
              label={place.label}
              onClick={() => navigate({ to: place.to })}
            />
          ))}
        </Spotlight.ActionsGroup>
      )}
      {named.length > 0 && (
        <Spotlight.ActionsGroup label={t('places.segments')}>
          {named.slice(0, SEGMENTS).map(({ name, text }) => (
            <Spotlight.Action
              key={name}
              label={name}
              description={text}
              onClick={() => navigate({ to: '/know/segments/$name', params: { name } })}
            />
          ))}
        </Spotlight.ActionsGroup>
      )}
      {people.length > 0 && (
        <Spotlight.ActionsGroup label={t('places.customers')}>
          {people.map((person) => (
            <Spotlight.Action
              key={person.id}
              label={nameOf(person)}
              description={[person.customer_id, person.email].filter(Boolean).join(' · ')}
              onClick={() => navigate({ to: '/customers/$id', params: { id: person.id } })}
            />
          ))}
        </Spotlight.ActionsGroup>
      )}
    </>
  )
}
