import { SimpleGrid, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Answer } from '~/shared/page/Answer'
import { Caveats } from '~/shared/page/Caveats'
import { Empty } from '~/shared/page/Empty'
import { Figure } from '~/shared/page/Figure'
import { Page } from '~/shared/page/Page'
import { Panel } from '~/shared/page/Panel'
import { useFormat } from '~/shared/words/useFormat'
import { Curve } from './Curve'
import { Ladder } from './Ladder'
import { type RhythmReport, useRhythm } from './queries'

/** How long people take to come back, counting those who have not come back yet. */
export function RhythmScreen() {
  const { t } = useTranslation('rhythm')
  const asked = useRhythm()
  return (
    <Page title={t('title')} intro={t('intro')}>
      <Answer of={asked} height={480}>
        {(report) => <Report report={report} />}
      </Answer>
    </Page>
  )
}

function Report({ report }: { report: RhythmReport }) {
  const { t } = useTranslation('rhythm')
  const format = useFormat()
  if (report.curve.length === 0) {
    return (
      <Panel>
        <Empty because={t('empty')} />
      </Panel>
    )
  }
  return (
    <>
      <Curve report={report} />
      <Thresholds thresholds={report.thresholds} />
      <Ladder ladder={report.ladder} />
      <Gaps gaps={report.gaps} />
      <Text size="sm" c="dimmed">
        {t('words:asOf', { day: format.moment(report.as_of), zone: report.zone })}
      </Text>
      <Caveats of={report.caveats} />
    </>
  )
}

/** From which silence on a customer is quiet, and from which he is gone. */
function Thresholds({ thresholds }: { thresholds: RhythmReport['thresholds'] }) {
  const { t } = useTranslation('rhythm')
  const format = useFormat()
  return (
    <Panel title={t('thresholds')}>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="lg">
        {(['quiet_days', 'lapsed_days'] as const).map((name) => {
          const days = thresholds[name]
          return (
            <Figure
              key={name}
              label={t(`threshold.${name}.name`)}
              definition={t(`threshold.${name}.definition`)}
              value={
                typeof days === 'number'
                  ? t('words:days', { count: days, n: format.number(days) })
                  : t('noThreshold')
              }
            />
          )
        })}
      </SimpleGrid>
    </Panel>
  )
}

/** The gaps that were seen to end; they flatter, and the note says so. */
function Gaps({ gaps }: { gaps: RhythmReport['gaps'] }) {
  const { t } = useTranslation('rhythm')
  const format = useFormat()
  const shown = ['p10', 'p25', 'median', 'p75', 'p90'] as const
  return (
    <Panel title={t('gaps')} note={t('gapsNote', { n: format.number(gaps.count) })}>
      <SimpleGrid cols={{ base: 2, sm: 5 }} spacing="lg">
        {shown.map((name) => (
          <Figure
            key={name}
            label={t(`percentiles.${name}`)}
            value={
              typeof gaps[name] === 'number'
                ? t('words:days', { count: gaps[name], n: format.number(gaps[name]) })
                : format.number(null)
            }
          />
        ))}
      </SimpleGrid>
    </Panel>
  )
}
