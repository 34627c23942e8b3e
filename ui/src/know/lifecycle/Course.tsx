import { SegmentedControl, Table } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Panel } from '~/shared/page/Panel'
import { useFormat } from '~/shared/words/useFormat'
import { useFinding } from './finding'
import { MovesChart } from './MovesChart'
import { MOVES } from './moves'
import { usePeriodName } from '~/shared/words/periodName'
import type { Length, PeriodMoves } from './queries'

type Props = { periods: PeriodMoves[]; length: Length }

type CourseProps = Props & { save: ReactNode }

/** Every period: who came and who stayed away, beside the same period last year. */
export function Course({ periods, length, save }: CourseProps) {
  const { t } = useTranslation('lifecycle')
  const say = useFinding(length)
  const [view, setView] = useState('chart')
  return (
    <Panel
      title={say(periods)}
      definition={t('definition')}
      actions={
        <>
          <SegmentedControl
            size="xs"
            value={view}
            onChange={setView}
            aria-label={t('view')}
            data={[
              { value: 'chart', label: t('words:asChart') },
              { value: 'table', label: t('words:asTable') },
            ]}
          />
          {save}
        </>
      }
    >
      {view === 'chart' ? (
        <MovesChart periods={periods} length={length} />
      ) : (
        <Periods periods={periods} length={length} />
      )}
    </Panel>
  )
}

/** The same as numbers, newest first. */
function Periods({ periods, length }: Props) {
  const { t } = useTranslation('lifecycle')
  const format = useFormat()
  const name = usePeriodName(length)
  return (
    <Table.ScrollContainer minWidth={720}>
      <Table verticalSpacing={6}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('period')}</Table.Th>
            <Table.Th ta="right">{t('active')}</Table.Th>
            {MOVES.map((move) => (
              <Table.Th key={move} ta="right" title={t(`meanings.${move}`)}>
                {t(`moves.${move}`)}
              </Table.Th>
            ))}
            <Table.Th ta="right">{t('lastYear')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {periods.toReversed().map((period) => (
            <Table.Tr key={period.from}>
              <Table.Th fw={500} style={{ whiteSpace: 'nowrap' }}>
                {name(period)}
                {!period.complete && ` · ${t('unfinished')}`}
              </Table.Th>
              <Table.Td ta="right">{format.number(period.active)}</Table.Td>
              {MOVES.map((move) => (
                <Table.Td key={move} ta="right">
                  {format.number(move === 'dormant' ? -period.dormant : period[move])}
                </Table.Td>
              ))}
              <Table.Td ta="right">{format.number(period.last_year?.active)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}
