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
import { Below } from './Below'
import { Course } from './Course'
import { Feasts } from './Feasts'
import { Parts } from './Parts'
import { type ForecastReport, useForecast } from './queries'
import { CHOICES, type ForecastQuestion, readQuestion, writeQuestion } from './question'
import { Runs } from './Runs'
import { Trust } from './Trust'
import { Unlike } from './Unlike'

/** What the shop will sell, how far that can be trusted, and what was unlike itself before. */
export function ForecastScreen() {
  const { t } = useTranslation('forecast')
  const [address, change] = useAddress()
  const question = readQuestion(address)
  const asked = useForecast(question)
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
  question: ForecastQuestion
  onChange: (word: Partial<ForecastQuestion>) => void
}

/** “*Revenue* by *month*, *as a whole*”; by days and weeks holidays matter too. */
function Question({ question, onChange }: QuestionProps) {
  const { t } = useTranslation('forecast')
  const choice = (word: keyof typeof CHOICES) => (
    <Choice
      label={t(`labels.${word}`)}
      value={question[word] as string}
      options={CHOICES[word].map((value) => ({ value, label: t(`choices.${word}.${value}`) }))}
      onChange={(value) => onChange({ [word]: value })}
    />
  )
  const words = { of: choice('of'), by: choice('by'), each: choice('each') }
  if (question.by === 'month') {
    return <Sentence slice="forecast" name="sentence" words={words} />
  }
  const holidays = choice('holidays')
  return <Sentence slice="forecast" name="sentenceWithHolidays" words={{ ...words, holidays }} />
}

function Report({ report, question }: { report: ForecastReport; question: ForecastQuestion }) {
  const { t } = useTranslation('forecast')
  if (!report.total) {
    const isBare = report.past.length === 0 && !report.running
    return (
      <Panel>
        <Empty because={t(isBare ? 'nobody' : 'nothing')} />
        <Caveats of={report.caveats} />
      </Panel>
    )
  }
  return (
    <>
      <Course report={report} total={report.total} />
      <Caveats of={report.caveats} />
      <Trust report={report} />
      {report.holidays && <Feasts report={report} holidays={report.holidays} />}
      {question.each !== 'nothing' && <Parts report={report} each={question.each} />}
      {question.by !== 'day' && <Below question={question} />}
      <Unlike report={report} />
      <Runs question={question} />
      <Seen slice="forecast" report={report} />
    </>
  )
}
