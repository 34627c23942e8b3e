import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useShop } from '~/shared/api/shop'
import { Answer } from '~/shared/page/Answer'
import { Caveats } from '~/shared/page/Caveats'
import { Empty } from '~/shared/page/Empty'
import { Page } from '~/shared/page/Page'
import { Panel } from '~/shared/page/Panel'
import { Whose } from '~/shared/people/Whose'
import { useAddress } from '~/shared/sentence/useAddress'
import { useFormat } from '~/shared/words/useFormat'
import { Classes } from './Classes'
import { Matrix } from './Matrix'
import { type AbcQuestion, readQuestion, writeQuestion } from './options'
import { Pareto } from './Pareto'
import { Question } from './Question'
import { type AbcReport, useAbc } from './queries'
import { Rows } from './Rows'

/** Who or what brings the money, and how steadily. */
export function AbcScreen() {
  const { t } = useTranslation('abc')
  const [address, change] = useAddress()
  const question = readQuestion(address)
  const newest = useShop().data?.newest_order_at ?? undefined
  const asked = useAbc(question)
  const ask = (next: Partial<AbcQuestion>) =>
    change(writeQuestion({ ...question, class: undefined, xyz: undefined, ...next }))
  return (
    <Page title={t('title')} intro={t('intro')} actions={<Whose />}>
      <Question question={question} newest={newest} onChange={ask} />
      <Answer of={asked} height={480}>
        {(report) => <Report report={report} question={question} />}
      </Answer>
    </Page>
  )
}

function Report({ report, question }: { report: AbcReport; question: AbcQuestion }) {
  const { t } = useTranslation('abc')
  const format = useFormat()
  const asOf = t('words:asOf', { day: format.moment(report.as_of), zone: report.zone })
  const { window } = report
  if (report.classes.length === 0) {
    return (
      <Panel>
        <Empty because={t('empty')} />
        <Caveats of={report.caveats} />
      </Panel>
    )
  }
  return (
    <>
      <Pareto report={report} question={question} />
      <Classes report={report} question={question} />
      <Matrix report={report} question={question} />
      <Rows report={report} question={question} />
      <Text size="sm" c="dimmed">
        {window && t('window', { days: format.days(window), by: t(`choices.by.${question.by}`) })}{' '}
        {asOf}
      </Text>
      <Caveats of={report.caveats} />
    </>
  )
}
