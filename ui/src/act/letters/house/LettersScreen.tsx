import { useTranslation } from 'react-i18next'
import { Answer } from '~/shared/page/Answer'
import { Page } from '~/shared/page/Page'
import { Panel } from '~/shared/page/Panel'
import { useBrand } from '../queries'
import { BrandForm } from './BrandForm'
import { Snippets } from './Snippets'

/** How the letters of the shop look, and the groups of blocks that they have in common. */
export function LettersScreen() {
  const { t } = useTranslation('letters')
  const brand = useBrand()
  return (
    <Page title={t('house.title')} intro={t('house.intro')}>
      <Panel title={t('brand.title')} note={t('brand.note')}>
        <Answer of={brand} height={480}>
          {(known) => <BrandForm known={known} />}
        </Answer>
      </Panel>
      <Snippets />
    </Page>
  )
}
