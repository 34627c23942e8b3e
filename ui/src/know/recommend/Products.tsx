import { Button, Group, Table, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Panel } from '~/shared/page/Panel'
import { ProblemNotice } from '~/shared/page/ProblemNotice'
import { DownloadMenu } from '~/shared/table/DownloadMenu'
import { useFormat } from '~/shared/words/useFormat'
import { type RecommendReport, useWithheld, useWithhold } from './queries'

/** Rows that are looked at before more are asked for. */
const SOME = 12

/** The products, each with what the same people bought and by how many. */
export function Products({ report }: { report: RecommendReport }) {
  const { t } = useTranslation('recommend')
  const format = useFormat()
  const [n, setN] = useState(SOME)
  const withhold = useWithhold()
  const withheld = new Set(useWithheld().data?.map(({ product }) => product))
  const shown = report.rows.slice(0, n)
  const counts = { shown: format.number(shown.length), n: format.number(report.products) }
  return (
    <Panel
      title={t('products.title')}
      definition={t('definitions.products')}
      actions={<DownloadMenu table="reports/recommend" options={{ ...report.options, limit: undefined }} />}
    >
      {withhold.error && <ProblemNotice error={withhold.error} />}
      <Table.ScrollContainer minWidth={680}>
        <Table verticalSpacing="xs">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('products.product')}</Table.Th>
              <Table.Th ta="right">{t('products.customers')}</Table.Th>
              <Table.Th>{t('products.with')}</Table.Th>
              <Table.Th />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {shown.map((row) => (
              <Table.Tr key={row.product} style={{ verticalAlign: 'top' }}>
                <Table.Td>
                  {row.name}
                  <Text size="xs" c="dimmed">
                    {[row.category, row.product].filter(Boolean).join(' · ')}
                  </Text>
                </Table.Td>
                <Table.Td ta="right">{format.number(row.customers)}</Table.Td>
                <Table.Td>
                  {row.with.map((one) => (
                    <Text size="sm" key={one.product}>
                      {one.name}{' '}
                      <Text span size="xs" c="dimmed">
                        {t('products.both', {
                          count: one.customers,
                          n: format.number(one.customers),
                        })}
                      </Text>
                    </Text>
                  ))}
                </Table.Td>
                <Table.Td ta="right">
                  <Button
                    size="compact-xs"
                    variant="default"
                    className="no-print"
                    disabled={withhold.isPending}
                    aria-label={t(withheld.has(row.product) ? 'products.releaseOf' : 'products.withholdOf', { name: row.name })}
                    onClick={() =>
                      withhold.mutate({
                        product: row.product,
                        withheld: !withheld.has(row.product),
                      })
                    }
                  >
                    {t(withheld.has(row.product) ? 'products.release' : 'products.withhold')}
                  </Button>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <Group justify="space-between" gap="sm">
        <Text size="sm" c="dimmed">
          {t('products.shown', counts)}
        </Text>
        {shown.length < report.rows.length && (
          <Button variant="default" onClick={() => setN(n + 4 * SOME)}>
            {t('words:more')}
          </Button>
        )}
      </Group>
    </Panel>
  )
}
