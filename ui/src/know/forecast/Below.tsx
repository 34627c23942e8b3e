import { Button, Group, NumberInput, Table, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Answer } from '~/shared/page/Answer'
import { Empty } from '~/shared/page/Empty'
import { Panel } from '~/shared/page/Panel'
import { useAddress } from '~/shared/sentence/useAddress'
import { useFormat } from '~/shared/words/useFormat'
import { type Cohorts, useCohorts } from './queries'
import { type ForecastQuestion, PLANNED_MOST, readPlanned } from './question'
import { useShown } from './useShown'

/** The forecast from below: the customers who are here, and as many newcomers as are planned. */
export function Below({ question }: { question: ForecastQuestion }) {
  const { t } = useTranslation('forecast')
  const [address] = useAddress()
  const asked = useCohorts(question, readPlanned(address.newcomers))
  return (
    <Answer of={asked} height={280}>
      {({ cohorts }) =>
        cohorts ? (
          <View cohorts={cohorts} by={question.by} />
        ) : (
          <Panel title={t('below.title')}>
            <Empty because={t('below.unknown')} />
          </Panel>
        )
      }
    </Answer>
  )
}

type ViewProps = { cohorts: Cohorts; by: ForecastQuestion['by'] }

function View({ cohorts, by }: ViewProps) {
  const { t } = useTranslation('forecast')
  const format = useFormat()
  const shown = useShown()
  const told = {
    total: shown(cohorts.total),
    existing: shown(cohorts.existing),
    newcomers: shown(cohorts.newcomers),
    gap: format.wholeShare(Math.abs(cohorts.gap)),
    both: shown(cohorts.reconciled),
    weight: format.wholeShare(cohorts.weight),
  }
  const direction = cohorts.gap < 0 ? 'under' : 'over'
  return (
    <Panel
      title={t('below.finding', told)}
      definition={t('definitions.below')}
      note={`${t(`below.${direction}`, told)} ${t(cohorts.within_80 ? 'below.agrees' : 'below.differs')} ${t('below.both', told)}`}
    >
      <Plan cohorts={cohorts} by={by} />
      <Rows cohorts={cohorts} />
    </Panel>
  )
}

/** How many newcomers are planned; the number stands in the address. */
function Plan({ cohorts, by }: ViewProps) {
  const { t } = useTranslation('forecast')
  const format = useFormat()
  const shown = useShown()
  const [, change] = useAddress()
  const [typed, setTyped] = useState<number | string>(Math.round(cohorts.planned))
  const tell = () => change({ newcomers: typed === '' ? undefined : String(typed) })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        tell()
      }}
    >
      <Group align="flex-end" gap="sm">
        <NumberInput
          w={260}
          label={t(`below.planned.${by}`)}
          min={0}
          max={PLANNED_MOST}
          allowDecimal={false}
          allowNegative={false}
          value={typed}
          onChange={setTyped}
        />
        <Button type="submit" variant="default" className="no-print">
          {t('below.tell')}
        </Button>
        <Text size="sm" c="dimmed" flex="1 1 240px">
          {t('below.usual', {
            n: format.number(Math.round(cohorts.usual)),
            value: shown(cohorts.first_order),
          })}
        </Text>
      </Group>
    </form>
  )
}

function Rows({ cohorts }: { cohorts: Cohorts }) {
  const { t } = useTranslation('forecast')
  const format = useFormat()
  const shown = useShown()
  const hasUnnamed = cohorts.rows.some(({ unnamed }) => unnamed)
  const hasSoFar = cohorts.rows.some(({ so_far }) => so_far)
  return (
    <Table.ScrollContainer minWidth={560}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('below.period')}</Table.Th>
            {hasSoFar && <Table.Th ta="right">{t('below.soFar')}</Table.Th>}
            <Table.Th ta="right">{t('below.existing')}</Table.Th>
            <Table.Th ta="right">{t('below.newcomers')}</Table.Th>
            {hasUnnamed && <Table.Th ta="right">{t('below.unnamed')}</Table.Th>}
            <Table.Th ta="right">{t('below.total')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {cohorts.rows.map((row) => (
            <Table.Tr key={row.period}>
              <Table.Td>{format.cohort(row.period)}</Table.Td>
              {hasSoFar && <Table.Td ta="right">{shown(row.so_far)}</Table.Td>}
              <Table.Td ta="right">{shown(row.existing)}</Table.Td>
              <Table.Td ta="right">{shown(row.newcomers)}</Table.Td>
              {hasUnnamed && <Table.Td ta="right">{shown(row.unnamed)}</Table.Td>}
              <Table.Td ta="right" fw={600}>
                {shown(row.total)}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}
