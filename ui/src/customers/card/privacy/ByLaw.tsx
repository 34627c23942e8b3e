import { Button, Menu, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useRights } from '~/shared/api/door'
import { Forget } from './Forget'
import { pageOf, programOf, type Verb } from './queries'

const VERBS: Verb[] = ['anonymise', 'erase', 'suppress']

/** What the law lets this person ask: to be told everything, or to be forgotten. */
export function ByLaw({ id, name }: { id: string; name: string }) {
  const { t, i18n } = useTranslation('privacy')
  const [verb, setVerb] = useState<Verb | null>(null)
  const may = useRights()
  return (
    <>
      <Menu position="bottom-end" withinPortal width={320}>
        <Menu.Target>
          <Button variant="default" className="no-print">
            {t('menu')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{t('export')}</Menu.Label>
          <Menu.Item component="a" href={pageOf(id, i18n.language)} download>
            {t('exportPage')}
          </Menu.Item>
          <Menu.Item component="a" href={programOf(id)} download>
            {t('exportJson')}
          </Menu.Item>
          {may('own') && (
            <>
              <Menu.Divider />
              {VERBS.map((one) => (
                <Menu.Item key={one} onClick={() => setVerb(one)}>
                  {t(`verbs.${one}`)}…
                  <Text size="xs" c="dimmed">
                    {t(`does.${one}`)}
                  </Text>
                </Menu.Item>
              ))}
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      {verb && <Forget id={id} name={name} verb={verb} onClose={() => setVerb(null)} />}
    </>
  )
}
