import { Anchor, Button, Table, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Empty } from '~/shared/page/Empty'
import { Panel } from '~/shared/page/Panel'
import { useAddress } from '~/shared/sentence/useAddress'
import { DownloadMenu } from '~/shared/table/DownloadMenu'
import { Shown, useSome } from '~/shared/table/Some'
import { useFormat } from '~/shared/words/useFormat'
import type { AbcQuestion } from './options'
import type { AbcReport, AbcRow } from './queries'

type Props = { report: AbcReport; question: AbcQuestion }

/** The place on the page that the cells of the table above lead to. */
export const ROWS = 'rows'

/** Rows that are looked at before more are asked for. */
const SOME = 50

/** The customers or products of the class that the address names. */
export function Rows({ report, question }: Props) {
  const { t } = useTranslation('abc')
  const [, change] = useAddress()
  const filter = [question.class, question.xyz].filter(Boolean).join('')
  return (
    <div id={ROWS}>
      <Panel
        title={filter ? t(`rowsTitle.${question.of}`, { filter }) : t(`rowsAll.${question.of}`)}
        definition={t('definitions.rows')}
        actions={
          <>
            {filter && (
              <Button
                variant="default"
                size="xs"
                onClick={() => change({ class: undefined, xyz: undefined })}
              >
                {t('everything')}
              </Button>
            )}
            <DownloadMenu
              table="reports/abc"
              options={{ ...report.options, limit: undefined }}
            />
          </>
        }
      >
        {report.rows.length === 0 ? (
          <Empty because={t('nothing')} />
        ) : (
          <List key={`${question.of}${filter}`} report={report} question={question} />
        )}
      </Panel>
    </div>
  )
}

function List({ report, question }: Props) {
  const { t } = useTranslation('abc')
  const format = useFormat()
  const { shown, more } = useSome(report.rows, SOME)
  const counts = { shown: format.number(shown.length), n: format.number(report.n_rows) }
  return (
    <>
      <Table.ScrollContainer minWidth={620}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th ta="right">{t('columns.rank')}</Table.Th>
              <Table.Th>{t(`columns.name.${question.of}`)}</Table.Th>
              <Table.Th ta="right">{t(`values.${question.value}`)}</Table.Th>
              <Table.Th ta="right">{t('columns.share')}</Table.Th>
              <Table.Th ta="right">{t('columns.cumulative')}</Table.Th>
              <Table.Th ta="right">{t('columns.cv')}</Table.Th>
              <Table.Th>{t('columns.class')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {shown.map((row) => (
              <Row key={row.rank} row={row} />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <Shown said={t('shown', counts)} more={more} />
    </>
  )
}

function Row({ row }: { row: AbcRow }) {
  const format = useFormat()
  return (
    <Table.Tr>
      <Table.Td ta="right">{format.number(row.rank)}</Table.Td>
      <Table.Td>
        <Name row={row} />
      </Table.Td>
      <Table.Td ta="right">{format.money(row.value)}</Table.Td>
      <Table.Td ta="right">{format.share(row.share)}</Table.Td>
      <Table.Td ta="right">{format.share(row.cumulative_share)}</Table.Td>
      <Table.Td ta="right">{format.wholeShare(row.cv)}</Table.Td>
      <Table.Td>
        {row.class}
        {row.xyz}
      </Table.Td>
    </Table.Tr>
  )
}

/** A customer leads to his card; a product is called by its name, with its number beside it. */
function Name({ row }: { row: AbcRow }) {
  if (row.customer) {
    return (
      <Anchor component={Link} to="/customers/$id" params={{ id: row.customer } as never}>
        {row.id}
      </Anchor>
    )
  }
  if (!row.name || row.name === row.id) return <>{row.id}</>
  return (
    <>
      {row.name}
      <Text span size="sm" c="dimmed">
        {' '}
        {row.id}
      </Text>
    </>
  )
}
