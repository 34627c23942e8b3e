import { Table, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { type Metric, useCatalogue } from '~/shared/metrics/catalogue'
import { Panel } from '~/shared/page/Panel'
import { DownloadMenu } from '~/shared/table/DownloadMenu'
import { usePeriodName } from '~/shared/words/periodName'
import { MetricLine } from './MetricLine'
import classes from './metrics.module.css'
import type { MetricsReport } from './queries'

const FAMILIES = ['keeping', 'buying', 'worth', 'profit', 'lifetime', 'acquiring'] as const

/** The metrics of the period, family by family. */
export function Families({ report }: { report: MetricsReport }) {
  const catalogue = useCatalogue()
  return FAMILIES.map((family) => (
    <Family
      key={family}
      family={family}
      metrics={catalogue.filter((metric) => metric.family === family)}
      report={report}
    />
  ))
}

type Props = { family: string; metrics: Metric[]; report: MetricsReport }

function Family({ family, metrics, report }: Props) {
  const { t } = useTranslation('metrics')
  const name = usePeriodName(report.options.period)
  const heading = (days: MetricsReport['period'], label: string) =>
    days ? `${label}: ${name(days)}` : label
  return (
    <Panel title={t(`families.${family}`)} actions={<DownloadMenu table="reports/metrics" options={report.options} />}>
      <Table.ScrollContainer minWidth={520}>
        <Table verticalSpacing={8} className={classes.table}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th className={classes.metric}>{t('metric')}</Table.Th>
              <Table.Th ta="right">
                {report.period && name(report.period)}
                {!report.complete && (
                  <Text span size="xs" c="dimmed">
                    {' '}
                    {t('unfinished')}
                  </Text>
                )}
              </Table.Th>
              <Table.Th ta="right">{heading(report.previous, t('before'))}</Table.Th>
              <Table.Th ta="right">{heading(report.last_year, t('lastYear'))}</Table.Th>
              <Table.Th className={classes.course}>{t('course')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {metrics.map((metric) => (
              <MetricLine key={metric.id} metric={metric} report={report} />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Panel>
  )
}
