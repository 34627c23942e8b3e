import { Table } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Panel } from '~/shared/page/Panel'
import { useFormat } from '~/shared/words/useFormat'
import type { ValueReport } from '../queries'

type Named = Record<string, number> | null | undefined

/** How the parameters were found, and how sure they are. */
export function Search({ report }: { report: ValueReport }) {
  const { t, i18n } = useTranslation('value')
  const format = useFormat()
  const { search, spend } = report
  if (!search) return null
  const told = {
    starts: format.number(search.starts),
    agreeing: format.number(search.agreeing),
    steps: format.number(search.steps),
  }
  const precise = new Intl.NumberFormat(i18n.language, { maximumSignificantDigits: 4 })
  const lines = (params: Named, errors: Named) =>
    Object.entries(params ?? {}).map(([name, value]) => (
      <Table.Tr key={name}>
        <Table.Td>{name}</Table.Td>
        <Table.Td ta="right">{precise.format(value)}</Table.Td>
        <Table.Td ta="right" c="dimmed">
          {errors ? `± ${precise.format(errors[name] ?? 0)}` : format.number(null)}
        </Table.Td>
      </Table.Tr>
    ))
  return (
    <Panel
      title={t(search.converged ? 'search.found' : 'search.short')}
      definition={t('definitions.search')}
      note={t('search.note', told)}
    >
      <Table.ScrollContainer minWidth={300}>
        <Table w="auto" verticalSpacing={4}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('search.parameter')}</Table.Th>
              <Table.Th ta="right">{t('search.value')}</Table.Th>
              <Table.Th ta="right">{t('search.error')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {lines(report.params, report.errors)}
            {lines(spend?.params, spend?.errors)}
            <Table.Tr>
              <Table.Td>{t('search.likelihood')}</Table.Td>
              <Table.Td ta="right">{format.number(report.log_likelihood)}</Table.Td>
              <Table.Td />
            </Table.Tr>
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Panel>
  )
}
