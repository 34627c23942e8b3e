import { useTranslation } from 'react-i18next'
import { Seen } from '~/shared/models/Seen'
import { Answer } from '~/shared/page/Answer'
import { Caveats } from '~/shared/page/Caveats'
import { Empty } from '~/shared/page/Empty'
import { Page } from '~/shared/page/Page'
import { Panel } from '~/shared/page/Panel'
import { Products } from './Products'
import { type RecommendReport, useRecommend } from './queries'
import { Runs } from './Runs'
import { Try } from './Try'
import { Ways } from './Ways'

/** What customers want next, what goes with what, and how well that is foretold. */
export function RecommendScreen() {
  const { t } = useTranslation('recommend')
  const asked = useRecommend()
  return (
    <Page title={t('title')} intro={t('intro')}>
      <Answer of={asked} height={480}>
        {(report) => <Report report={report} />}
      </Answer>
    </Page>
  )
}

function Report({ report }: { report: RecommendReport }) {
  const { t } = useTranslation('recommend')
  if (report.products === 0) {
    return (
      <Panel>
        <Empty because={t('nobody')} />
      </Panel>
    )
  }
  return (
    <>
      {report.trial && <Ways report={report} trial={report.trial} />}
      <Caveats of={report.caveats} />
      <Try report={report} />
      <Products report={report} />
      <Runs />
      <Seen slice="recommend" report={report} />
    </>
  )
}
