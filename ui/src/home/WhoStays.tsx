import { Anchor, Group, SimpleGrid, Stack, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useFinding as useCohortFinding } from '~/know/cohorts/finding'
import { readOptions } from '~/know/cohorts/options'
import { sizeOf } from '~/know/cohorts/picture/cellText'
import { useCohorts } from '~/know/cohorts/queries'
import { useFinding as useRetentionFinding } from '~/know/retention/finding'
import { useRetention } from '~/know/retention/queries'
import { useFinding as useRhythmFinding } from '~/know/rhythm/finding'
import { useRhythm } from '~/know/rhythm/queries'
import { Answer } from '~/shared/page/Answer'
import { Definition } from '~/shared/page/Definition'
import { Panel } from '~/shared/page/Panel'
import { Spark } from './Spark'

const USUAL = readOptions({})

/** Who stays, who leaves: three sentences with their numbers, each leading to its report. */
export function WhoStays() {
  const { t } = useTranslation('home')
  const cohorts = useCohorts(USUAL)
  const retention = useRetention({})
  const rhythm = useRhythm()
  const ofCohorts = useCohortFinding(USUAL)
  const ofRetention = useRetentionFinding()
  const ofRhythm = useRhythmFinding()
  return (
    <Panel title={t('whoStays')}>
      <SimpleGrid cols={{ base: 1, md: 3 }} spacing="xl">
        <Answer of={cohorts}>
          {(report) => (
            <Said
              report="cohorts"
              sentence={ofCohorts(report)}
              definition={t('cohorts:definitions.on')}
            >
              <Spark
                name="cohorts"
                values={report.mean.filter(({ k }) => k > 0).map(({ value }) => sizeOf(value))}
              />
            </Said>
          )}
        </Answer>
        <Answer of={retention}>
          {(report) => (
            <Said
              report="retention"
              sentence={ofRetention(report.periods)}
              definition={t('retention:definitions.crr_strict')}
            >
              <Spark name="retention" values={report.periods.map((period) => period.crr_strict)} />
            </Said>
          )}
        </Answer>
        <Answer of={rhythm}>
          {(report) => (
            <Said
              report="rhythm"
              sentence={ofRhythm(report.curve)}
              definition={t('rhythm:definition')}
            >
              <Spark name="rhythm" values={report.curve.map((point) => point.survival)} />
            </Said>
          )}
        </Answer>
      </SimpleGrid>
    </Panel>
  )
}

type SaidProps = { report: string; sentence: string; definition: string; children: ReactNode }

function Said({ report, sentence, definition, children }: SaidProps) {
  const { t } = useTranslation('home')
  return (
    <Stack gap="xs" justify="space-between">
      <Group gap={8} wrap="nowrap" align="flex-start">
        <Text>{sentence}</Text>
        <Definition text={definition} />
      </Group>
      <div>
        {children}
        <Anchor component={Link} to={`/know/${report}`} fz="sm">
          {t(`more.${report}`)}
        </Anchor>
      </div>
    </Stack>
  )
}
