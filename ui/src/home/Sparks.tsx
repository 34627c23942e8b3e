import type { ComponentType } from 'react'
import { useTranslation } from 'react-i18next'
import { readOptions } from '~/know/cohorts/options'
import { sizeOf } from '~/know/cohorts/picture/cellText'
import { useCohorts } from '~/know/cohorts/queries'
import { useRetention } from '~/know/retention/queries'
import { useRhythm } from '~/know/rhythm/queries'
import { HEIGHT, Spark } from '~/shared/chart/Spark'
import { Answer } from '~/shared/page/Answer'
import type { Sentence } from './queries'

/** Three stretches of 30 days from each first order: the 90 days of the sentence. */
const WITHIN_90_DAYS = readOptions({ mode: 'rolling', count: 'on-or-before' })
const LAST_OF_90_DAYS = 2

type Drawing = ComponentType<{ params: Sentence['params'] }>

/** The course behind each sentence, from the report that it comes from. */
export const SPARKS: Record<string, Drawing> = {
  'came-back': CameBack,
  stayed: Stayed,
  overdue: Overdue,
}

/** Where the report shows the sentence's own number; some of its words differ from the usual. */
export const REPORT_SEARCH: Record<string, Record<string, string>> = {
  'came-back': { mode: WITHIN_90_DAYS.mode, count: WITHIN_90_DAYS.count },
}

function CameBack() {
  const { t } = useTranslation('home')
  const asked = useCohorts(WITHIN_90_DAYS)
  return (
    <Answer of={asked} height={HEIGHT}>
      {({ cohorts }) => {
        const cells = cohorts.map((cohort) => cohort.cells[LAST_OF_90_DAYS])
        const whole = cells.filter((cell) => cell?.complete)
        return <Spark label={t('sparks.came-back')} values={whole.map((cell) => sizeOf(cell?.value))} />
      }}
    </Answer>
  )
}

function Stayed() {
  const { t } = useTranslation('home')
  const asked = useRetention({})
  return (
    <Answer of={asked} height={HEIGHT}>
      {({ periods }) => {
        const whole = periods.filter((period) => period.complete)
        return <Spark label={t('sparks.stayed')} values={whole.map((period) => period.crr_strict)} />
      }}
    </Answer>
  )
}

/** Who is still silent after so many days, and where being overdue begins. */
function Overdue({ params }: { params: Sentence['params'] }) {
  const { t } = useTranslation('home')
  const asked = useRhythm()
  return (
    <Answer of={asked} height={HEIGHT}>
      {({ curve }) => (
        <Spark
          label={t('sparks.overdue')}
          values={curve.map((point) => point.survival)}
          mark={curve.findIndex((point) => point.day >= Number(params.days))}
        />
      )}
    </Answer>
  )
}
