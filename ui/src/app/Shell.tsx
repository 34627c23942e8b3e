import { AppShell, Burger, Group, ScrollArea } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { Navigate, Outlet, useRouterState } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useRights } from '~/shared/api/door'
import { FailsAlone } from '~/shared/page/Answer'
import { Account } from './Account'
import { Choices } from './Choices'
import { Menu } from './Menu'
import { Palette, PaletteButton } from './Palette'
import { ShopName } from './ShopName'

/** The frame of every screen: name of the shop, menu in the loop's order, the screen itself. */
export function Shell() {
  const { t } = useTranslation('shell')
  const [opened, menu] = useDisclosure(false)
  const may = useRights()
  const path = useRouterState({ select: (state) => state.location.pathname })
  useEffect(() => menu.close(), [path])

  return (
    <AppShell
      header={{ height: 56 }}
      navbar={{ width: 232, breakpoint: 'sm', collapsed: { mobile: !opened } }}
      padding={{ base: 'md', sm: 'xl' }}
    >
      <a className="skip" href="#content">
        {t('skip')}
      </a>
      <AppShell.Header>
        <Group h="100%" px="md" justify="space-between" wrap="nowrap" gap="xs">
          <Group wrap="nowrap" gap="sm" miw={0}>
            <Burger
              opened={opened}
              onClick={menu.toggle}
              hiddenFrom="sm"
              size="sm"
              aria-label={t('menu')}
              aria-expanded={opened}
            />
            <ShopName />
          </Group>
          <Group wrap="nowrap" gap="xs">
            <PaletteButton />
            <Choices />
            <Account />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar aria-label={t('menu')}>
        <ScrollArea type="auto" p="sm">
          <Menu />
        </ScrollArea>
      </AppShell.Navbar>
      <AppShell.Main id="content" tabIndex={-1}>
        <FailsAlone place={path}>
          <div style={{ maxWidth: 1180, marginInline: 'auto' }}>
            {path === '/' && !may('see_figures') ? <Navigate to="/customers" /> : <Outlet />}
          </div>
        </FailsAlone>
      </AppShell.Main>
      <Palette />
    </AppShell>
  )
}
