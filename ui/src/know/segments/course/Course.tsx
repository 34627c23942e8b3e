import { SegmentedControl, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { problemOf } from '~/shared/api/problem'
import { Answer } from '~/shared/page/Answer'
import { Empty } from '~/shared/page/Empty'
import { Panel } from '~/shared/page/Panel'
import { useFormat } from '~/shared/words/useFormat'
import { type Segment, type SegmentCourse, useCourse } from '../queries'
import { useMoves } from '../useMoves'
import { CourseChart } from './CourseChart'
import { DayList } from './DayList'
import { OnADay } from './OnADay'

const VIEWS = ['chart', 'table'] as const

/** How a segment moves: how many are in it day by day, who came and who left. */
export function Course({ segment }: { segment: Segment }) {
  const { t } = useTranslation('segments')
  const say = useMoves()
  const asked = useCourse(segment.name)
  const notKept = asked.error !== null && problemOf(asked.error).code === 'not_kept'
  const { entered, left } = segment.week
  const finding =
    entered + left > 0 ? t('course.week', { moves: say.moved(segment.week) }) : t('course.still')
  const [view, setView] = useState<string>(VIEWS[0])
  const hasCourse = (asked.data?.days.length ?? 0) > 1
  return (
    <Panel
      title={hasCourse ? finding : t('course.title')}
      definition={t('course.definition')}
      actions={
        hasCourse && (
          <SegmentedControl
            size="xs"
            value={view}
            onChange={setView}
            aria-label={t('course.view')}
            data={VIEWS.map((value) => ({
              value,
              label: t(value === 'chart' ? 'words:asChart' : 'words:asTable'),
            }))}
          />
        )
      }
    >
      {notKept ? (
        <Empty because={t('course.notKept')} />
      ) : (
        <Answer of={asked} height={120}>
          {(course) => <Days course={course} name={segment.name} view={view} />}
        </Answer>
      )}
    </Panel>
  )
}

type DaysProps = { course: SegmentCourse; name: string; view: string }

function Days({ course: { days, kept_from }, name, view }: DaysProps) {
  const { t } = useTranslation('segments')
  const format = useFormat()
  if (days.length < 2) {
    return <Empty because={t('course.oneDay', { moment: format.moment(kept_from) })} />
  }
  return (
    <>
      {view === 'chart' ? <CourseChart days={days} /> : <DayList days={days} />}
      <Text size="sm" c="dimmed">
        {t('course.since', { moment: format.moment(kept_from) })}
      </Text>
      <OnADay days={days} name={name} />
    </>
  )
}
