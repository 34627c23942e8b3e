import { Anchor, Stack, Table, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Panel } from '~/shared/page/Panel'
import { DownloadMenu } from '~/shared/table/DownloadMenu'
import { useFormat } from '~/shared/words/useFormat'
import { type AbcQuestion, CLASSES, STEADINESS, writeQuestion } from './options'
import type { AbcReport } from './queries'
import { ROWS } from './Rows'

type Props = { report: AbcReport; question: AbcQuestion }

/** How much by how steadily: each cell leads to its rows below. */
export function Matrix({ report, question }: Props) {
  const { t } = useTranslation('abc')
  const format = useFormat()
  const limits = {
    by: t(`choices.by.${question.by}`),
    x: format.wholeShare(report.options['x-limit']),
    y: format.wholeShare(report.options['y-limit']),
  }
  return (
    <Panel
      title={t(`matrix.${question.of}`)}
      definition={t('definitions.steadiness', limits)}
      actions={<DownloadMenu table="reports/abc/matrix" options={report.options} />}
    >
      <Table.ScrollContainer minWidth={560}>
        <Table verticalSpacing="sm">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('columns.class')}</Table.Th>
              {STEADINESS.map((xyz) => (
                <Table.Th key={xyz} ta="right">
                  {t(`steadiness.${xyz}`)}
                </Table.Th>
              ))}
              <Table.Th ta="right">{t('columns.all')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {CLASSES.map((name) => (
              <Table.Tr key={name}>
                <Table.Th scope="row">{name}</Table.Th>
                {report.matrix
                  .filter((cell) => cell.class === name)
                  .map((cell) => (
                    <Cell key={cell.xyz} question={question} of={cell} tell={t('rowsOf', cell)} />
                  ))}
                {report.classes
                  .filter((row) => row.class === name)
                  .map((row) => (
                    <Cell key={name} question={question} of={row} tell={t('rowsOfClass', row)} />
                  ))}
              </Table.Tr>
            ))}
            <Table.Tr>
              <Table.Th scope="row">{t('columns.all')}</Table.Th>
              {report.steadiness.map((column) => (
                <Cell
                  key={column.xyz}
                  question={question}
                  of={column}
                  tell={t('rowsOfSteadiness', column)}
                />
              ))}
              <Cell question={question} of={report} tell={t('rowsOfAll')} />
            </Table.Tr>
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Panel>
  )
}

type CellProps = {
  question: AbcQuestion
  of: Pick<AbcReport, 'n' | 'value'> & Pick<AbcQuestion, 'class' | 'xyz'>
  tell: ReactNode
}

function Cell({ question, of, tell }: CellProps) {
  const format = useFormat()
  const isChosen = question.class === of.class && question.xyz === of.xyz
  const search = writeQuestion({ ...question, class: of.class, xyz: of.xyz })
  if (of.n === 0) {
    return (
      <Table.Td ta="right" c="dimmed">
        {format.number(0)}
      </Table.Td>
    )
  }
  return (
    <Table.Td ta="right">
      {/* Relative, so that the words only heard scroll with the table and not beside the page. */}
      <Stack gap={0} align="flex-end" pos="relative">
        <Anchor
          component={Link}
          to="."
          search={search as never}
          hash={ROWS}
          fw={isChosen ? 700 : undefined}
          aria-current={isChosen ? 'true' : undefined}
        >
          {format.number(of.n)} <span className="sr-only">{tell}</span>
        </Anchor>
        <Text size="sm" c="dimmed">
          {format.roundMoney(of.value)}
        </Text>
      </Stack>
    </Table.Td>
  )
}
