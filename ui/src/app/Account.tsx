import { Menu, Text, UnstyledButton } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useMe, useSignOut } from '~/shared/api/door'

/** Who is signed in, his account, and the way out. */
export function Account() {
  const { t } = useTranslation('door')
  const me = useMe()
  const leave = useSignOut()
  if (!me) return null
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <UnstyledButton
          px={8}
          py={6}
          fz="sm"
          fw={600}
          maw={{ base: 72, sm: 160 }}
          aria-label={`${me.name} · ${t('account.title')}`}
        >
          <Text span inherit truncate display="block">
            {me.name}
          </Text>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item component={Link} to="/account">
          {t('account.title')}
        </Menu.Item>
        <Menu.Item onClick={() => leave.mutate()}>{t('signOut')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
