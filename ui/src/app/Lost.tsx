import { Anchor } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Empty } from '~/shared/page/Empty'
import { Page } from '~/shared/page/Page'

/** An address that leads nowhere, and the way back. */
export function Lost() {
  const { t } = useTranslation('shell')
  return (
    <Page title={t('lost')}>
      <Empty because={t('lostWhy')}>
        <Anchor component={Link} to="/">
          {t('places.home')}
        </Anchor>
      </Empty>
    </Page>
  )
}
