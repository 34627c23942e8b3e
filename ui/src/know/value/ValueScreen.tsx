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
import { Ahead } from './Ahead'
import { useValue, type ValueReport } from './queries'
import { CHOICES, readQuestion, type ValueQuestion, writeQuestion } from './question'
import { Rows } from './Rows'
import { Frequencies } from './trust/Frequencies'
import { Runs } from './trust/Runs'
import { Search } from './trust/Search'
import { Tracking } from './trust/Tracking'

/** What the customers are worth ahead, and how far that can be trusted. */
export function ValueScreen() {
  const { t } = useTranslation('value')
  const [address, change] = useAddress()
  const question = readQuestion(address)
  const asked = useValue(question)
  return (
    <Page title={t('title')} intro={t('intro')} actions={<Whose />}>
      <Question
        question={question}
        onChange={(word) => change(writeQuestion({ ...question, ...word }))}
      />
      <Answer of={asked} height={480}>
        {(report) => <Report report={report} question={question} />}
      </Answer>
    </Page>
  )
}

type QuestionProps = {
  question: ValueQuestion
  onChange: (word: Partial<ValueQuestion>) => void
}

/** “Over *the next 365 days*, if a customer *may leave* …, with the parameters *free*.” */
function Question({ question, onChange }: QuestionProps) {
  const { t } = useTranslation('value')
  const choice = (word: keyof typeof CHOICES) => (
    <Choice
      label={t(`labels.${word}`)}
      value={question[word] as string}
      options={CHOICES[word].map((value) => ({
        value,
        label: t(`choices.${word}.${value}`),
        note: t(`notes.${word}.${value}`, { defaultValue: '' }),
      }))}
      onChange={(value) => onChange({ [word]: value })}
    />
  )
  const [horizon, model, held] = [choice('horizon'), choice('model'), choice('held')]
  return <Sentence slice="value" name="sentence" words={{ horizon, model, held }} />
}

type ReportProps = { report: ValueReport; question: ValueQuestion }

function Report({ report, question }: ReportProps) {
  const { t } = useTranslation('value')
  if (!report.total) {
    return (
      <Panel>
        <Empty because={t(report.customers > 0 ? 'nobodyAgain' : 'nobody')} />
        <Caveats of={report.caveats} />
      </Panel>
    )
  }
  return (
    <>
      <Ahead report={report} question={question} total={report.total} />
      <Caveats of={report.caveats} />
      <Tracking report={report} />
      <Frequencies report={report} />
      <Rows report={report} />
      <Search report={report} />
      <Runs question={question} />
      <Seen slice="value" report={report} />
    </>
  )
}
