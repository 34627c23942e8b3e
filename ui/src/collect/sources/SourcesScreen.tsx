import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Answer } from '~/shared/page/Answer'
import { Empty } from '~/shared/page/Empty'
import { Page } from '~/shared/page/Page'
import { Panel } from '~/shared/page/Panel'
import { useAddress } from '~/shared/sentence/useAddress'
import { Connect } from './Connect'
import { Heard } from './Heard'
import { Keys } from './Keys'
import { LatestEvents } from './LatestEvents'
import { useSources } from './queries'
import { Snippets } from './Snippets'

/** Who tells the shop what happens, while it happens; which of it is open is in the address. */
export function SourcesScreen() {
  const { t } = useTranslation('sources')
  const asked = useSources()
  const [address] = useAddress()
  const [isConnecting, setConnecting] = useState(false)
  const connect = <Button onClick={() => setConnecting(true)}>{t('connect')}</Button>
  return (
    <Page title={t('title')} intro={t('intro')} actions={connect}>
      <Answer of={asked} height={240}>
        {({ items }) => {
          const open = items.find(({ name }) => name === address.source) ?? items[0]
          if (!open) {
            return (
              <Panel title={t('first.title')}>
                <Empty because={t('first.why')} />
                <Snippets />
              </Panel>
            )
          }
          return (
            <>
              <Panel title={t('heard.title')} definition={t('heard.definition')}>
                <Heard sources={items} open={open.name} />
              </Panel>
              <LatestEvents source={open.name} key={open.name} />
              <Keys />
            </>
          )
        }}
      </Answer>
      {isConnecting && <Connect onClose={() => setConnecting(false)} />}
    </Page>
  )
}
