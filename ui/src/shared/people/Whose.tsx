import { Button, Menu } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { listSegmentsOptions } from '~/client/@tanstack/react-query.gen'
import { useAddress } from '~/shared/sentence/useAddress'
import { useWhose } from './useWhose'

/** Of whom a report tells: of everybody, or of one saved segment. */
export function Whose() {
  const { t } = useTranslation('words')
  const [, change] = useAddress()
  const { segment } = useWhose()
  const { data } = useQuery(listSegmentsOptions())
  const names = data?.items.map(({ name }) => name) ?? []
  const said = segment ?? t('whose.everybody')
  return (
    <Menu position="bottom-end" withinPortal width={260}>
      <Menu.Target>
        <Button
          variant={segment ? 'light' : 'default'}
          size="xs"
          maw={260}
          aria-label={`${said} · ${t('whose.label')}`}
        >
          {said}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={360} style={{ overflowY: 'auto' }}>
        <Menu.Label>{t('whose.label')}</Menu.Label>
        {[undefined, ...names].map((name) => (
          <Menu.Item
            key={name ?? ''}
            aria-current={name === segment ? 'true' : undefined}
            fw={name === segment ? 600 : undefined}
            onClick={() => change({ segment: name })}
          >
            {name ?? t('whose.everybody')}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item component={Link} to="/know/segments">
          {t('whose.segments')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
