import { Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { type Shop, useShop } from '~/shared/api/shop'
import { Answer } from '~/shared/page/Answer'
import { Page } from '~/shared/page/Page'
import { Doors } from './Doors'
import { Heard } from './Heard'
import { Helped } from './Helped'
import { Today } from './Today'
import { WhoStays } from './WhoStays'

/** Four questions of an owner, answered from top to bottom; doors only while there is nothing. */
export function HomeScreen() {
  const shop = useShop()
  return (
    <Answer of={shop} height={480}>
      {(known) => (known.orders === 0 ? <FirstRun /> : <Questions shop={known} />)}
    </Answer>
  )
}

function FirstRun() {
  const { t } = useTranslation('home')
  return (
    <Page title={t('welcome')} intro={t('welcomeIntro')}>
      <Doors />
    </Page>
  )
}

/** Each answer is asked for by itself, so that one that fails leaves the others standing. */
function Questions({ shop }: { shop: Shop }) {
  const { t } = useTranslation('home')
  return (
    <Page title={t('title')}>
      <Stack gap="lg">
        <WhoStays />
        <Today />
        <Helped />
        <Heard shop={shop} />
      </Stack>
    </Page>
  )
}
