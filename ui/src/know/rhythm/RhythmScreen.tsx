import { SimpleGrid, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Answer } from '~/shared/page/Answer'
import { Caveats } from '~/shared/page/Caveats'
import { Empty } from '~/shared/page/Empty'
import { Figure } from '~/shared/page/Figure'
import { Page } from '~/shared/page/Page'
import { Panel } from '~/shared/page/Panel'
import { Whose } from '~/shared/people/Whose'
import { Choice } from '~/shared/sentence/Choice'
import { Sentence } from '~/shared/sentence/Sentence'
import { useAddress } from '~/shared/sentence/useAddress'
import { DownloadMenu } from '~/shared/table/DownloadMenu'
import { useFormat } from '~/shared/words/useFormat'
import { Curve } from './Curve'
import { Ladder } from './Ladder'
import { type RhythmReport, useRhythm } from './queries'

/** After which order: each of the first three, the later ones together, or any. */
const ORDERS = ['any', '1', '2', '3', '4'] as const

type Order = (typeof ORDERS)[number]

/** How long people take to come back, counting those who have not come back yet. */
export function RhythmScreen() {
  const { t } = useTranslation('rhythm')
  const [address] = useAddress()
  const order = ORDERS.find((known) => known === address.after) ?? 'any'
  const asked = useRhythm()
  return (
    <Page title={t('title')} intro={t('intro')} actions={<Whose />}>
      <Question order={order} />
      <Answer of={asked} height={480}>
        {(report) => <Report report={report} order={order} />}
      </Answer>
    </Page>
  )
}

function Report({ report, order }: { report: RhythmReport; order: Order }) {
  const { t } = useTranslation('rhythm')
  const format = useFormat()
  const table = order === 'any' ? 'reports/rhythm' : 'reports/rhythm/curves'
  const after = order === 'any' ? report : report.by_order_number.find(({ n }) => n === Number(order))
  if (report.curve.length === 0) {
    return (
      <Panel>
        <Empty because={t('empty')} />
      </Panel>
    )
  }
  return (
    <>
      <AfterOrder
        of={after}
        save={<DownloadMenu table={table} options={report.options} />}
      />
      <Ladder report={report} />
      <Text size="sm" c="dimmed">
        {t('words:asOf', { day: format.moment(report.as_of), zone: report.zone })}
      </Text>
      <Caveats of={report.caveats} />
    </>
  )
}

type Rhythm = Pick<RhythmReport, 'curve' | 'thresholds' | 'gaps'>

/** The curve after the chosen order, and what follows from it. */
function AfterOrder({ of: rhythm, save }: { of: Rhythm | undefined; save: ReactNode }) {
  const { t } = useTranslation('rhythm')
  if (!rhythm || rhythm.curve.length === 0) {
    return (
      <Panel>
        <Empty because={t('emptyAfter')} />
      </Panel>
    )
  }
  return (
    <>
      <Curve curve={rhythm.curve} save={save} />
      <Thresholds thresholds={rhythm.thresholds} />
      <Gaps gaps={rhythm.gaps} />
    </>
  )
}

/** “The wait after *any order*.” */
function Question({ order }: { order: Order }) {
  const { t } = useTranslation('rhythm')
  const [, change] = useAddress()
  return (
    <Sentence
      slice="rhythm"
      name="sentence"
      words={{
        order: (
          <Choice
            label={t('order')}
            value={order}
            options={ORDERS.map((value) => ({ value, label: t(`orders.${value}`) }))}
            onChange={(value) => change({ after: value === 'any' ? undefined : value })}
          />
        ),
      }}
    />
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
