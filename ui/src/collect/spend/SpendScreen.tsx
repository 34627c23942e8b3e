import { Button, Group } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useShop } from '~/shared/api/shop'
import { Answer } from '~/shared/page/Answer'
import { Empty } from '~/shared/page/Empty'
import { Page } from '~/shared/page/Page'
import { Panel } from '~/shared/page/Panel'
import { SpendFile } from './SpendFile'
import { Form } from './Form'
import { useSpend } from './queries'
import { Rows } from './Rows'

/** What marketing cost: out of files, or written down by hand. */
export function SpendScreen() {
  const { t } = useTranslation('spend')
  const currency = useShop().data?.currency
  const [adding, setAdding] = useState(false)
  const asked = useSpend()
  return (
    <Page
      title={t('title')}
      intro={t('intro')}
      actions={
        currency && (
          <Button onClick={() => setAdding(true)} disabled={adding}>
            {t('add')}
          </Button>
        )
      }
    >
      <Answer of={asked}>
        {({ items }) =>
          currency ? (
            <>
              {adding && (
                <Panel title={t('add')}>
                  <Form currency={currency} onDone={() => setAdding(false)} />
                </Panel>
              )}
              <SpendFile />
              <Panel>
                {items.length === 0 ? (
                  <Empty because={t('none')} />
                ) : (
                  <Rows items={items} currency={currency} />
                )}
              </Panel>
            </>
          ) : (
            <Panel>
              <Group>
                <Empty because={t('noCurrency')} />
              </Group>
            </Panel>
          )
        }
      </Answer>
    </Page>
  )
}
