import { Group, SegmentedControl, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Answer } from '~/shared/page/Answer'
import { Caveats } from '~/shared/page/Caveats'
import { Empty } from '~/shared/page/Empty'
import { Page } from '~/shared/page/Page'
import { Panel } from '~/shared/page/Panel'
import { Whose } from '~/shared/people/Whose'
import { useAddress } from '~/shared/sentence/useAddress'
import { DownloadMenu } from '~/shared/table/DownloadMenu'
import { useFormat } from '~/shared/words/useFormat'
import { CellPeople } from './CellPeople'
import { useFinding } from './finding'
import { type CohortOptions, readOptions, splitOf, writeOptions } from './options'
import { HeatTable } from './picture/HeatTable'
import { LineView } from './picture/LineView'
import { Question } from './Question'
import { type CohortReport, useCohorts } from './queries'

/** Who came back, by when they first came: the table that answers in two minutes. */
export function CohortScreen() {
  const { t } = useTranslation('cohorts')
  const [address, change] = useAddress()
  const options = readOptions(address)
  const report = useCohorts(options)
  const ask = (next: Partial<CohortOptions>) =>
    change({ ...writeOptions({ ...options, ...next }), cell: undefined })

  return (
    <Page
      title={t('title')}
      intro={t(splitOf(options) ? 'groupIntro' : 'intro')}
      actions={<Whose />}
    >
      <Question options={options} onChange={ask} />
      <Answer of={report} height={480}>
        {(data) => <Picture report={data} options={options} onView={(view) => ask({ view })} />}
      </Answer>
      <CellPeople options={options} />
    </Page>
  )
}

type PictureProps = {
  report: CohortReport
  options: CohortOptions
  onView: (view: CohortOptions['view']) => void
}

function Picture({ report, options, onView }: PictureProps) {
  const { t } = useTranslation('cohorts')
  const finding = useFinding(options)(report)
  if (report.cohorts.length === 0) {
    return (
      <Panel>
        <Empty because={t('empty')} />
      </Panel>
    )
  }
  if (splitOf(options) && report.cohorts.every(({ cohort }) => cohort === '')) {
    return (
      <Panel>
        <Empty because={t(`nothingTold.${options.split}`)} />
      </Panel>
    )
  }
  return (
    <Panel
      title={finding}
      definition={t(`definitions.${options.count}`)}
      actions={
        <>
          <SegmentedControl
            size="xs"
            value={options.view}
            onChange={(view) => onView(view as CohortOptions['view'])}
            aria-label={t('view')}
            data={[
              { value: 'table', label: t('views.table') },
              { value: 'lines', label: t('views.lines') },
            ]}
          />
          <DownloadMenu table="reports/cohorts/triangle" options={report.options} />
        </>
      }
    >
      <Stack gap="sm">
        {options.view === 'table' ? (
          <HeatTable report={report} options={options} />
        ) : (
          <LineView report={report} options={options} />
        )}
        <Rule report={report} />
      </Stack>
    </Panel>
  )
}

/** The definition under the table: what was counted, in which zone, as of which day. */
function Rule({ report }: { report: CohortReport }) {
  const { t } = useTranslation('cohorts')
  const format = useFormat()
  return (
    <Group gap="xs" align="flex-start">
      <Text size="sm" c="dimmed" maw={820}>
        {report.definition}{' '}
        {t('words:asOf', { day: format.moment(report.as_of), zone: report.zone })}
      </Text>
      <Caveats of={report.caveats} />
    </Group>
  )
}
