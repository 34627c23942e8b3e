import { SimpleGrid } from '@mantine/core'
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
import { PersonaCard } from './PersonaCard'
import { type PersonasReport, usePersonas, useRuns } from './queries'
import { NUMBERS, type PersonaQuestion, readQuestion } from './question'
import { Standing } from './Standing'
import { Features } from './trust/Features'
import { HowMany } from './trust/HowMany'
import { Runs } from './trust/Runs'

/** The kinds of customers the shop has: who they are, what they are worth, how sure that is. */
export function PersonasScreen() {
  const { t } = useTranslation('personas')
  const [address, change] = useAddress()
  const question = readQuestion(address)
  const asked = usePersonas(question)
  return (
    <Page title={t('title')} intro={t('intro')} actions={<Whose />}>
      <Question
        question={question}
        onChange={(k) => change({ k: k || undefined, run: undefined })}
      />
      <Answer of={asked} height={480}>
        {(report) => <Report report={report} question={question} />}
      </Answer>
    </Page>
  )
}

type QuestionProps = { question: PersonaQuestion; onChange: (k: PersonaQuestion['k']) => void }

/** “Customers fall into *as many personas as the run in use has*.” */
function Question({ question, onChange }: QuestionProps) {
  const { t } = useTranslation('personas')
  const format = useFormat()
  // Until it is known they are taken to be in use, as on all days but the first.
  const isUsed = useRuns().data?.some((run) => run.in_use_since) ?? true
  const named = (k: PersonaQuestion['k']) => {
    if (k === '' && question.run) return t('choices.run')
    if (k === '' && isUsed) return t('choices.used')
    if (k === '') return t('choices.fitting')
    if (k === 'fitting') return t('choices.fitting')
    return t('choices.so', { count: Number(k), n: format.number(Number(k)) })
  }
  const noteOf = (k: PersonaQuestion['k']) => {
    if (k === 'fitting' || (k === '' && !isUsed)) return t('notes.fitting')
    return k === '' ? t('notes.used') : ''
  }
  const number = (
    <Choice
      label={t('labels.number')}
      value={question.k}
      options={NUMBERS.filter((value) => isUsed || value !== 'fitting').map((value) => ({
        value,
        label: named(value),
        note: noteOf(value),
      }))}
      onChange={onChange}
    />
  )
  return <Sentence slice="personas" name="sentence" words={{ number }} />
}

type Props = { report: PersonasReport; question: PersonaQuestion }

function Report({ report, question }: Props) {
  const { t } = useTranslation('personas')
  if (report.personas.length === 0) {
    return (
      <Panel>
        <Empty because={t(report.customers > 0 ? 'none' : 'nobody')} />
        <Caveats of={report.caveats} />
      </Panel>
    )
  }
  return (
    <>
      <Standing report={report} question={question} />
      <Caveats of={report.caveats} />
      <SimpleGrid cols={{ base: 1, md: 2, xl: 3 }} spacing="md">
        {report.personas.map((portrait) => (
          <PersonaCard key={portrait.key} portrait={portrait} report={report} />
        ))}
      </SimpleGrid>
      <HowMany report={report} />
      <Features report={report} />
      <Runs question={question} />
      <Seen slice="personas" report={report} />
    </>
  )
}
