import { Badge, Table } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Panel } from '~/shared/page/Panel'
import { Between } from '~/shared/table/Between'
import { DownloadMenu } from '~/shared/table/DownloadMenu'
import { useFormat } from '~/shared/words/useFormat'
import type { LeavingReport, Trial } from '../queries'
import { useDigits } from '~/shared/words/useDigits'

/** The models on days that were hidden from them, and which one is shipped. */
export function Tried({ report, trial }: { report: LeavingReport; trial: Trial }) {
  const { t } = useTranslation('leaving')
  const format = useFormat()
  const told = {
    expected: format.number(Math.round(trial.expected)),
    left: format.number(trial.left),
    n: format.number(trial.tried),
    from: format.day(trial.from),
    until: format.day(trial.until),
    recency: format.wholeShare(trial.recency_auc),
  }
  return (
    <Panel
      title={t('tried.finding', told)}
      definition={t('definitions.tried')}
      note={t('tried.note', told)}
      actions={<DownloadMenu table="reports/leaving/models" options={report.options} />}
    >
      <Models models={trial.models} shipped={report.model} />
    </Panel>
  )
}

type ModelsProps = { models: Trial['models']; shipped: LeavingReport['model'] }

function Models({ models, shipped }: ModelsProps) {
  const { t } = useTranslation('leaving')
  const format = useFormat()
  const digits = useDigits()
  return (
    <Table.ScrollContainer minWidth={600}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('tried.model')}</Table.Th>
            <Table.Th ta="right">{t('tried.auc')}</Table.Th>
            <Table.Th ta="right">{t('tried.logLoss')}</Table.Th>
            <Table.Th ta="right">{t('tried.brier')}</Table.Th>
            <Table.Th ta="right">{t('tried.lift')}</Table.Th>
            <Table.Th />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {models.map((one) => (
            <Table.Tr key={one.model}>
              <Table.Td>{t(`names.${one.model}`)}</Table.Td>
              <Between of={one.auc} low={one.auc_low} high={one.auc_high} write={digits} />
              <Table.Td ta="right">{digits(one.log_loss)}</Table.Td>
              <Table.Td ta="right">{digits(one.brier)}</Table.Td>
              <Table.Td ta="right">{format.number(one.lift)}</Table.Td>
              <Table.Td>
                {one.model === shipped ? (
                  <Badge variant="light">{t('tried.shipped')}</Badge>
                ) : (
                  t(one.is_level ? 'tried.level' : 'tried.behind')
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}
