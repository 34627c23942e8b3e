import { useTranslation } from 'react-i18next'
import { useShop } from '~/shared/api/shop'
import { Empty } from '~/shared/page/Empty'
import { FileIn } from '~/shared/page/FileIn'
import { Page } from '~/shared/page/Page'
import { Panel } from '~/shared/page/Panel'
import { useFormat } from '~/shared/words/useFormat'
import { Catalogue } from './Catalogue'
import { type ProductSummary, useTakeIn, useTryFile } from './queries'
import { Uncosted } from './Uncosted'

/** What the shop sells and what a piece costs it: out of files, or written down by hand. */
export function ProductsScreen() {
  const { t } = useTranslation('products')
  const shop = useShop().data
  return (
    <Page title={t('title')} intro={t('intro')}>
      {shop && !shop.currency && (
        <Panel>
          <Empty because={t('noCurrency')} />
        </Panel>
      )}
      {shop?.currency && (
        <>
          <ProductFile />
          <Uncosted currency={shop.currency} />
          <Catalogue currency={shop.currency} />
        </>
      )}
    </Page>
  )
}

/** A file of products. */
function ProductFile() {
  const format = useFormat()
  const amounts = (summary: ProductSummary) => ({
    products: format.number(summary.products),
    productsNew: format.number(summary.products_new),
    costsNew: format.number(summary.costs_new),
    costsChanged: format.number(summary.costs_changed),
    costsUnchanged: format.number(summary.costs_unchanged),
  })
  return <FileIn slice="products" tried={useTryFile()} taking={useTakeIn()} amounts={amounts} />
}
