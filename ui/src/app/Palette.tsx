import { Box, Kbd, UnstyledButton } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { Spotlight, spotlight } from '@mantine/spotlight'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFoundCustomers } from '~/customers/queries'
import { PLACES } from './navigation'

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

/** Ctrl-K: any screen by its name, any customer by name, number or e-mail. */
export function Palette() {
  const { t } = useTranslation('shell')
  const navigate = useNavigate()
  const [asked, setAsked] = useState('')
  const [settled] = useDebouncedValue(asked.trim(), 150)
  const found = useFoundCustomers(settled)
  const names = PLACES.map((place) => ({ ...place, label: t(`places.${place.words}`) }))
  const wanted = asked.trim().toLocaleLowerCase()
  const screens = names.filter((place) => place.label.toLocaleLowerCase().includes(wanted))
  const people = wanted ? (found.data?.items ?? []) : []

  return (
    <Spotlight.Root query={asked} onQueryChange={setAsked} shortcut={['mod + K']} scrollable>
      <Spotlight.Search placeholder={t('findWhat')} aria-label={t('findWhat')} />
      <Spotlight.ActionsList>
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
        {people.length > 0 && (
          <Spotlight.ActionsGroup label={t('places.customers')}>
            {people.map((person) => (
              <Spotlight.Action
                key={person.id}
                label={person.name || person.email || person.customer_id}
                description={[person.customer_id, person.email].filter(Boolean).join(' · ')}
                onClick={() => navigate({ to: '/customers/$id', params: { id: person.id } })}
              />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {screens.length + people.length === 0 && (
          <Spotlight.Empty>{t('nothingFound')}</Spotlight.Empty>
        )}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  )
}
