import { Button, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useShop } from '~/shared/api/shop'
import { Answer } from '~/shared/page/Answer'
import { Caveats } from '~/shared/page/Caveats'
import { Page } from '~/shared/page/Page'
import { Doors } from './Doors'
import { HeardBadly, HeardQuietly } from './Heard'
import { Helped } from './Helped'
import { type Home, useHome } from './queries'
import { Today } from './Today'
import { WhoStays } from './WhoStays'

/** Four questions of an owner, answered from top to bottom; doors only while there is nothing. */
export function HomeScreen() {
  const shop = useShop()
  return (
    <Answer of={shop} height={480}>
      {({ orders }) => (orders === 0 ? <FirstRun /> : <Questions />)}
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

function Questions() {
  const { t } = useTranslation('home')
  const asked = useHome()
  return (
    <Page title={t('title')} actions={<Share />}>
      <Answer of={asked} height={480}>
        {(home) => <Answers home={home} />}
      </Answer>
    </Page>
  )
}

/** The report as one page that can be sent to a partner as it is. */
function Share() {
  const { t, i18n } = useTranslation('home')
  return (
    <Button
      component="a"
      href={`/api/v1/reports/report.html?language=${i18n.language}`}
      target="_blank"
      variant="default"
      size="xs"
      className="no-print"
    >
      {t('share')}
    </Button>
  )
}

/** What is heard moves to the top only when something is broken. */
function Answers({ home: { sentences, today, heard, caveats } }: { home: Home }) {
  const broken = heard.problems.length > 0
  return (
    <Stack gap="lg">
      {broken && <HeardBadly heard={heard} />}
      <WhoStays sentences={sentences} />
      <Today proposals={today} />
      <Helped />
      {!broken && <HeardQuietly heard={heard} />}
      <Caveats of={caveats} />
    </Stack>
  )
}
