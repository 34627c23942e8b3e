import { SegmentedControl, Table, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Empty } from '~/shared/page/Empty'
import { Panel } from '~/shared/page/Panel'
import { DownloadMenu } from '~/shared/table/DownloadMenu'
import { useFormat } from '~/shared/words/useFormat'
import { type Part, partsOf, signed } from './parts'
import type { RevenueReport } from './queries'
import { Waterfall } from './Waterfall'

/** From the base to the period: what left, what shrank, what grew, what came. */
export function Bridge({ report }: { report: RevenueReport }) {
  const { t } = useTranslation('revenue')
  const format = useFormat()
  const [view, setView] = useState('chart')
  const parts = partsOf(report)
  if (!parts) {
    return (
      <Panel>
        <Empty because={t('noMoney')} />
      </Panel>
    )
  }
  const finding = t('finding', {
    base: format.roundMoney(report.base_revenue),
    period: format.roundMoney(report.period_revenue),
  })
  return (
    <Panel
      title={finding}
      definition={t('definitions.bridge')}
      actions={
        <>
          <SegmentedControl
            size="xs"
            value={view}
            onChange={setView}
            aria-label={t('view')}
            data={[
              { value: 'chart', label: t('words:asChart') },
              { value: 'table', label: t('words:asTable') },
            ]}
          />
          <DownloadMenu table="reports/revenue/parts" options={report.options} />
        </>
      }
    >
      {view === 'chart' ? <Waterfall parts={parts} /> : <Parts parts={parts} />}
    </Panel>
  )
}

function Parts({ parts }: { parts: Part[] }) {
  const { t } = useTranslation('revenue')
  const format = useFormat()
  return (
    <Table.ScrollContainer minWidth={420}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('part')}</Table.Th>
            <Table.Th ta="right">{t('money')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {parts.map((part) => (
            <Table.Tr key={part.name}>
              <Table.Td>
                {t(`parts.${part.name}`)}
                <Text size="sm" c="dimmed">
                  {t(`meanings.${part.name}`)}
                </Text>
              </Table.Td>
              <Table.Td ta="right">{signed(part, format.money)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}
