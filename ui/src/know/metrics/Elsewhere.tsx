import { Table, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Language } from '~/app/i18n'
import { useCatalogue } from '~/shared/metrics/catalogue'
import { useFigure } from '~/shared/metrics/figures'
import { Answer } from '~/shared/page/Answer'
import { Panel } from '~/shared/page/Panel'
import { useWhose } from '~/shared/people/useWhose'
import { DownloadMenu } from '~/shared/table/DownloadMenu'
import { useFormat } from '~/shared/words/useFormat'
import { type ElsewhereReport, useElsewhere, type Variant } from './queries'

const WORDS = ['retention', 'churn', 'ltv'] as const

/** The same word as each tool counts it, so that a number known from elsewhere is found again. */
export function Elsewhere({ window }: { window: string }) {
  const { t } = useTranslation('metrics')
  const options = { 'activity-window': `${window}d`, ...useWhose() }
  const asked = useElsewhere(options)
  return (
    <Panel
      title={t('elsewhere.title')}
      note={t('elsewhere.note')}
      actions={<DownloadMenu table="reports/elsewhere" options={options} />}
    >
      <Answer of={asked} height={320}>
        {(report) => <Words report={report} />}
      </Answer>
    </Panel>
  )
}

function Words({ report }: { report: ElsewhereReport }) {
  const { t } = useTranslation('metrics')
  if (report.variants.length === 0) return <Text c="dimmed">{t('empty')}</Text>
  return (
    <Table.ScrollContainer minWidth={640}>
      <Table verticalSpacing={6}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('elsewhere.tool')}</Table.Th>
            <Table.Th>{t('elsewhere.counts')}</Table.Th>
            <Table.Th ta="right">{t('elsewhere.value')}</Table.Th>
            <Table.Th ta="right">{t('elsewhere.of')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        {WORDS.map((word) => (
          <Table.Tbody key={word}>
            <Table.Tr>
              <Table.Th colSpan={4} scope="rowgroup" pt="md">
                {t(`elsewhere.words.${word}`)}
              </Table.Th>
            </Table.Tr>
            {report.variants
              .filter((variant) => variant.word === word)
              .map((variant) => (
                <Line key={`${variant.tool} ${variant.called}`} variant={variant} />
              ))}
          </Table.Tbody>
        ))}
      </Table>
    </Table.ScrollContainer>
  )
}

function Line({ variant }: { variant: Variant }) {
  const { i18n } = useTranslation()
  const write = useFigure()
  const format = useFormat()
  const ours = useCatalogue().find((metric) => metric.id === variant.called)
  return (
    <Table.Tr>
      <Table.Td style={{ whiteSpace: 'nowrap' }}>
        {variant.tool}
        <Text size="xs" c="dimmed">
          {ours?.name ?? variant.called}
        </Text>
      </Table.Td>
      <Table.Td>
        <Text size="sm" maw={460}>
          {variant.meaning[i18n.language as Language]}
        </Text>
      </Table.Td>
      <Table.Td ta="right" className="numbers" fw={600}>
        {write(variant.kind, variant.value)}
      </Table.Td>
      <Table.Td ta="right" className="numbers">
        {format.number(variant.of)}
      </Table.Td>
    </Table.Tr>
  )
}
