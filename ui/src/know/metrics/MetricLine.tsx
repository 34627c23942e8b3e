import { Group, Table, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Language } from '~/app/i18n'
import type { Metric } from '~/shared/metrics/catalogue'
import { useFigure } from '~/shared/metrics/figures'
import { Definition } from '~/shared/page/Definition'
import { Spark } from '~/shared/chart/Spark'
import classes from './metrics.module.css'
import type { MetricRow, MetricsReport } from './queries'
import { Target } from './Target'

type Props = { metric: Metric; report: MetricsReport }

/** One metric: its name and definition, its value with how far it may be off, its course. */
export function MetricLine({ metric, report }: Props) {
  const { t, i18n } = useTranslation('metrics')
  const write = useFigure()
  const row = report.metrics.find((one) => one.id === metric.id)
  if (!row) return null
  return (
    <Table.Tr>
      <Table.Th className={classes.metric} fw={500}>
        <Group gap={6} wrap="nowrap">
          {metric.name}
          <Definition text={`${metric.meaning} ${metric.formula}`} />
        </Group>
      </Table.Th>
      <Table.Td ta="right">
        {row.value === null || row.value === undefined ? (
          <Text size="sm" c="dimmed">
            {t('noAnswer', { because: row.no_answer?.[i18n.language as Language] })}
          </Text>
        ) : (
          <Value metric={metric} row={row} />
        )}
        {!report.options.segment && <Target metric={metric} row={row} report={report} />}
      </Table.Td>
      <Table.Td ta="right" className="numbers">
        {write(metric.kind, row.previous)}
      </Table.Td>
      <Table.Td ta="right" className="numbers">
        {write(metric.kind, row.last_year)}
      </Table.Td>
      <Table.Td className={classes.course}>
        <Spark
          label={t('courseOf', { metric: metric.name })}
          values={row.course.map(plain)}
          mark={report.periods.findIndex((one) => one.from === report.period?.from)}
          height={28}
        />
      </Table.Td>
    </Table.Tr>
  )
}

function Value({ metric, row }: { metric: Metric; row: MetricRow }) {
  const { t } = useTranslation('metrics')
  const write = useFigure()
  return (
    <>
      <Text span fw={600} className="numbers">
        {write(metric.kind, row.value)}
      </Text>
      {row.low !== null && row.low !== undefined && (
        <Text size="xs" c="dimmed" className="numbers">
          {t('between', {
            low: write(metric.kind, row.low),
            high: write(metric.kind, row.high),
          })}
        </Text>
      )}
    </>
  )
}

/** A figure as a height of the line. */
function plain(figure: MetricRow['value']): number | null {
  if (figure === null || figure === undefined) return null
  return typeof figure === 'object' ? figure.minor : figure
}
