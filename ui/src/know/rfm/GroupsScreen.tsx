import { Button, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Answer } from '~/shared/page/Answer'
import { Caveats } from '~/shared/page/Caveats'
import { Empty } from '~/shared/page/Empty'
import { Page } from '~/shared/page/Page'
import { Panel } from '~/shared/page/Panel'
import { Whose } from '~/shared/people/Whose'
import { Choice } from '~/shared/sentence/Choice'
import { Sentence } from '~/shared/sentence/Sentence'
import { useAddress } from '~/shared/sentence/useAddress'
import { DownloadMenu } from '~/shared/table/DownloadMenu'
import { useFormat } from '~/shared/words/useFormat'
import { areOwn } from './breaks/breaks'
import { Groups } from './Groups'
import { Moves } from './Moves'
import { type Breaks, type RfmGroups, useBreaks, useRfmGroups } from './queries'

/** The breaks an address asks for; those of the shop when it asks for none. */
function breaksOf(asked: string | undefined): Breaks {
  return asked === 'fixed' || asked === 'quintiles' ? asked : 'shop'
}

/** Everybody in ten named groups, by how recently, how often and how much they buy. */
export function GroupsScreen() {
  const { t } = useTranslation('rfm')
  const [address, change] = useAddress()
  const hasOwn = areOwn(useBreaks().data?.versions[0]?.breaks)
  const wanted = breaksOf(address.breaks)
  // A shop without breaks of its own is cut by fifths, and its rules are.
  const breaks = wanted === 'quintiles' && !hasOwn ? 'shop' : wanted
  const usual = hasOwn ? 'shop' : 'quintiles'
  const offered: Breaks[] = hasOwn ? ['shop', 'quintiles', 'fixed'] : ['quintiles', 'fixed']
  const asked = useRfmGroups(breaks)
  return (
    <Page title={t('title')} intro={t('intro')} actions={<Whose />}>
      <Sentence
        slice="rfm"
        name="sentence"
        words={{
          breaks: (
            <Choice
              label={t('labels.breaks')}
              value={breaks === 'shop' ? usual : breaks}
              options={offered.map((value) => ({
                value,
                label: t(`choices.${value}.name`),
                note: t(`choices.${value}.note`),
              }))}
              onChange={(value) => change({ breaks: value === usual ? undefined : value })}
            />
          ),
        }}
      />
      <Answer of={asked} height={480}>
        {(report) => <Report report={report} />}
      </Answer>
      <Moves breaks={breaks} />
    </Page>
  )
}

function Report({ report }: { report: RfmGroups }) {
  const { t } = useTranslation('rfm')
  const format = useFormat()
  if (report.groups.length === 0) {
    return (
      <Panel>
        <Empty because={t('empty')} />
      </Panel>
    )
  }
  return (
    <Panel
      title={t('finding')}
      definition={t('definition')}
      actions={
        <>
          <Button component={Link} to="/know/rfm/groups" variant="default" size="xs">
            {t('editor.open')}
          </Button>
          <DownloadMenu table="reports/rfm/groups" options={report.options} />
        </>
      }
    >
      <Groups groups={report.groups} />
      <Text size="sm" c="dimmed">
        {t('words:asOf', { day: format.moment(report.as_of), zone: report.zone })}
      </Text>
      <Caveats of={report.caveats} />
    </Panel>
  )
}
