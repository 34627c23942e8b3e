import { Table } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Panel } from '~/shared/page/Panel'
import { DownloadMenu } from '~/shared/table/DownloadMenu'
import { useFormat } from '~/shared/words/useFormat'
import type { ForecastReport, Part } from './queries'
import { useShown } from './useShown'

type Props = { report: ForecastReport; each: 'channel' | 'category' }

/** The forecast by channels or categories, which add up to the whole. */
export function Parts({ report, each }: Props) {
  const { t } = useTranslation('forecast')
  const format = useFormat()
  const shown = useShown()
  const { by = 'month' } = report.options
  const count = { count: report.ahead.length, n: format.number(report.ahead.length) }
  const named = (part: Part) => part.name ?? t(part.is_rest ? 'parts.rest' : 'parts.nameless')
  return (
    <Panel
      title={t(`parts.title.${each}`)}
      definition={t('definitions.parts')}
      actions={<DownloadMenu table="reports/forecast/parts" options={report.options} />}
    >
      <Table.ScrollContainer minWidth={520}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t(`parts.${each}`)}</Table.Th>
              <Table.Th ta="right">{t(`parts.before.${by}`, count)}</Table.Th>
              <Table.Th ta="right">{t(`parts.ahead.${by}`, count)}</Table.Th>
              <Table.Th ta="right">{t('parts.share')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {report.parts.map((part) => (
              <Table.Tr key={named(part)}>
                <Table.Td>{named(part)}</Table.Td>
                <Table.Td ta="right">{shown(part.before)}</Table.Td>
                <Table.Td ta="right" fw={600}>
                  {shown(part.ahead)}
                </Table.Td>
                <Table.Td ta="right">{format.share(part.share)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Panel>
  )
}
