import { useTranslation } from 'react-i18next'
import { Seen } from '~/shared/models/Seen'
import { Answer } from '~/shared/page/Answer'
import { Caveats } from '~/shared/page/Caveats'
import { Empty } from '~/shared/page/Empty'
import { Page } from '~/shared/page/Page'
import { Panel } from '~/shared/page/Panel'
import { Whose } from '~/shared/people/Whose'
import { Choice } from '~/shared/sentence/Choice'
import { Sentence } from '~/shared/sentence/Sentence'
import { useAddress } from '~/shared/sentence/useAddress'
import { useFormat } from '~/shared/words/useFormat'
import { type LeavingReport, useLeaving } from './queries'
import { CHOICES, type LeavingQuestion, readQuestion, writeQuestion } from './question'
import { Rows } from './Rows'
import { Slipping } from './Slipping'
import { Calibration } from './trust/Calibration'
import { Features } from './trust/Features'
import { Lift } from './trust/Lift'
import { Runs } from './trust/Runs'
import { Tree } from './trust/Tree'
import { Tried } from './trust/Tried'

/** Who will not order any more, why, and how far that can be trusted. */
export function LeavingScreen() {
  const { t } = useTranslation('leaving')
  const [address, change] = useAddress()
  const question = readQuestion(address)
  const asked = useLeaving(question)
  return (
    <Page title={t('title')} intro={t('intro')} actions={<Whose />}>
      <Question
        question={question}
        days={asked.data?.rhythm_days}
        onChange={(word) => change(writeQuestion({ ...question, ...word }))}
      />
      <Answer of={asked} height={480}>
        {(report) => <Report report={report} question={question} />}
      </Answer>
    </Page>
  )
}

type QuestionProps = {
  question: LeavingQuestion
  days: number | null | undefined
  onChange: (word: Partial<LeavingQuestion>) => void
}

/** “Who does not order within *60 days* has left, as told by *the simplest model* …” */
function Question({ question, days, onChange }: QuestionProps) {
  const { t } = useTranslation('leaving')
  const format = useFormat()
  const count = (n: number) => t('words:days', { count: n, n: format.number(n) })
  const rhythm = days ? count(days) : t('choices.rhythm')
  const within = (
    <Choice
      label={t('labels.within')}
      value={question.within}
      options={CHOICES.within.map((value) => ({
        value,
        label: value === 'rhythm' ? rhythm : count(Number.parseInt(value, 10)),
        note: value === 'rhythm' ? t('notes.rhythm') : '',
      }))}
      onChange={(value) => onChange({ within: value })}
    />
  )
  const model = (
    <Choice
      label={t('labels.model')}
      value={question.model}
      options={CHOICES.model.map((value) => ({
        value,
        label: t(`choices.model.${value}`),
        note: t(`notes.model.${value}`, { defaultValue: '' }),
      }))}
      onChange={(value) => onChange({ model: value })}
    />
  )
  return <Sentence slice="leaving" name="sentence" words={{ within, model }} />
}

function Report({ report, question }: { report: LeavingReport; question: LeavingQuestion }) {
  const { t } = useTranslation('leaving')
  if (!report.total) {
    return (
      <Panel>
        <Empty because={t(report.customers > 0 ? 'nothingLearnt' : 'nobody')} />
        <Caveats of={report.caveats} />
      </Panel>
    )
  }
  return (
    <>
      <Slipping report={report} total={report.total} />
      <Caveats of={report.caveats} />
      <Rows report={report} />
      {report.trial && <Tried report={report} trial={report.trial} />}
      {report.trial && <Calibration report={report} trial={report.trial} />}
      {report.trial && <Lift report={report} trial={report.trial} />}
      <Features report={report} />
      <Tree tree={report.tree} days={report.within_days} />
      <Runs question={question} />
      <Seen slice="leaving" report={report} />
    </>
  )
}
