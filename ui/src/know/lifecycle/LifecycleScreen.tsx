import { Text } from '@mantine/core'
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
import { Compared } from './Compared'
import { Course } from './Course'
import { type Length, type LifecycleReport, useLifecycle } from './queries'
import { Rules } from './Rules'
import { Standings } from './Standings'

const LENGTHS: Length[] = ['week', 'month', 'quarter', 'year']

/** Who is new, who stays, who comes back and who falls silent, and where everybody stands. */
export function LifecycleScreen() {
  const { t } = useTranslation('lifecycle')
  const [address] = useAddress()
  const period = LENGTHS.find((known) => known === address.period) ?? 'month'
  const asked = useLifecycle({ period })
  return (
    <Page title={t('title')} intro={t('intro')} actions={<Whose />}>
      <Question period={period} />
      <Answer of={asked} height={480}>
        {(report) =>
          report.periods.length === 0 ? (
            <Panel>
              <Empty because={t('empty')} />
            </Panel>
          ) : (
            <Report report={report} />
          )
        }
      </Answer>
    </Page>
  )
}

function Report({ report }: { report: LifecycleReport }) {
  const { t } = useTranslation('lifecycle')
  const format = useFormat()
  // The length the figures are of; the one asked for may still be on its way.
  const length = report.options.period ?? 'month'
  const save = (table: string) => (
    <DownloadMenu table={`reports/lifecycle${table}`} options={report.options} />
  )
  return (
    <>
      <Course periods={report.periods} length={length} save={save('')} />
      <Standings standings={report.standings} save={save('/standings')} />
      <Rules rules={report.rules} />
      <Compared
        comparison={report.comparison}
        saveNumbers={save('/numbers')}
        saveShares={save('/shares')}
      />
      <Text size="sm" c="dimmed">
        {t('words:asOf', { day: format.moment(report.as_of), zone: report.zone })}
      </Text>
      <Caveats of={report.caveats} />
    </>
  )
}

/** “Customers by *month*.” */
function Question({ period }: { period: Length }) {
  const { t } = useTranslation('lifecycle')
  const [, change] = useAddress()
  return (
    <Sentence
      slice="lifecycle"
      name="sentence"
      words={{
        period: (
          <Choice
            label={t('length')}
            value={period}
            options={LENGTHS.map((value) => ({ value, label: t(`lengths.${value}`) }))}
            onChange={(value) => change({ period: value === 'month' ? undefined : value })}
          />
        ),
      }}
    />
  )
}
