import { Button } from '@mantine/core'
import { Link, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useRights } from '~/shared/api/door'
import { Answer } from '~/shared/page/Answer'
import { Page } from '~/shared/page/Page'
import { Panel } from '~/shared/page/Panel'
import { useShop } from './queries'
import { Days } from './shop/Days'
import { Deliveries } from './shop/Deliveries'
import { Fill } from './shop/Fill'
import { HowItIs } from './shop/HowItIs'
import { Papers } from './shop/Papers'
import { Wishes } from './shop/Wishes'

/** One shop system: how it is, what it told, and whether all of it was heard. */
export function ShopScreen() {
  const { t } = useTranslation('shops')
  const { id } = useParams({ strict: false }) as { id: string }
  const asked = useShop(id)
  const may = useRights()
  const address = asked.data?.address.replace(/^https?:\/\//, '')
  const back = (
    <Button component={Link} to="/collect/shops" variant="default">
      {t('all')}
    </Button>
  )
  return (
    <Page
      title={address ?? t('title')}
      intro={asked.data && t(`kinds.${asked.data.kind}`)}
      actions={back}
    >
      <Answer of={asked} height={320}>
        {(shop) => (
          <>
            <Panel title={t('state.title')}>
              <HowItIs shop={shop} />
            </Panel>
            {may('see_customers') && shop.n_wishes > 0 && <Wishes id={id} />}
            {may('see_customers') && <Deliveries id={id} />}
            <Fill shop={shop} />
            <Days shop={shop} />
            {may('own') && shop.state !== 'disconnected' && <Papers shop={shop} />}
          </>
        )}
      </Answer>
    </Page>
  )
}
