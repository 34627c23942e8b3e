import { Anchor, Button, Table } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Answer } from '~/shared/page/Answer'
import { Page } from '~/shared/page/Page'
import { Panel } from '~/shared/page/Panel'
import { Invite } from './Invite'
import { NewLink } from './NewLink'
import { Person } from './Person'
import { type Invited, ROLES, useStaff } from './queries'

/** Who works here, what each may do, and the way in for somebody new. */
export function PeopleScreen() {
  const { t } = useTranslation('people')
  const [isInviting, setInviting] = useState(false)
  const [invited, setInvited] = useState<Invited>()
  const staff = useStaff()
  const show = (made: Invited) => {
    setInviting(false)
    setInvited(made)
  }
  return (
    <Page
      title={t('title')}
      intro={t('intro')}
      actions={<Button onClick={() => setInviting(true)}>{t('invite')}</Button>}
    >
      <Panel title={t('everybody')} actions={<Anchor component={Link} to="/settings/audit">{t('audit.title')}</Anchor>}>
        <Answer of={staff} height={160}>
          {({ items }) => (
            <Table.ScrollContainer minWidth={720}>
              <Table verticalSpacing="sm">
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th>{t('columns.name')}</Table.Th>
                    <Table.Th>{t('columns.role')}</Table.Th>
                    <Table.Th>{t('columns.state')}</Table.Th>
                    <Table.Th ta="right">{t('columns.actions')}</Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {items.map((one) => (
                    <Person key={one.id} of={one} onLink={show} />
                  ))}
                </Table.Tbody>
              </Table>
            </Table.ScrollContainer>
          )}
        </Answer>
      </Panel>
      <Panel title={t('rolesTitle')}>
        <Table verticalSpacing="xs">
          <Table.Tbody>
            {ROLES.map((role) => (
              <Table.Tr key={role}>
                <Table.Th w="30%">{t(`roles.${role}`)}</Table.Th>
                <Table.Td>{t(`may.${role}`)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Panel>
      {isInviting && <Invite onClose={() => setInviting(false)} onInvited={show} />}
      {invited && <NewLink of={invited} onClose={() => setInvited(undefined)} />}
    </Page>
  )
}
