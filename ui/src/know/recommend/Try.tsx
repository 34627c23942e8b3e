import { MultiSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Answer } from '~/shared/page/Answer'
import { Panel } from '~/shared/page/Panel'
import { useAddress } from '~/shared/sentence/useAddress'
import { useBeside, type RecommendReport } from './queries'
import { Wanted } from './Why'

/** A basket to try: what goes with it, at once. The basket stands in the address. */
export function Try({ report }: { report: RecommendReport }) {
  const { t } = useTranslation('recommend')
  const [address, change] = useAddress()
  const known = new Set(report.rows.map(({ product }) => product))
  const asked = (address.basket ?? '').split(',').filter((product) => known.has(product))
  const first = report.rows[0]?.product
  const basket = address.basket === undefined && first ? [first] : asked
  const beside = useBeside(basket)
  return (
    <Panel title={t('try.title')} definition={t('definitions.try')}>
      <MultiSelect
        w="100%"
        searchable
        label={t('try.label')}
        placeholder={t('try.placeholder')}
        nothingFoundMessage={t('try.unknown')}
        limit={50}
        maxValues={10}
        data={report.rows.map(({ product, name }) => ({ value: product, label: name }))}
        value={basket}
        onChange={(products) => change({ ...address, basket: products.join(',') })}
      />
      {basket.length > 0 && (
        <Answer of={beside} height={160}>
          {(told) => <Wanted of={told} />}
        </Answer>
      )}
    </Panel>
  )
}
