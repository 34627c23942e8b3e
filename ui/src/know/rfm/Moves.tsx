import { Group, Stack, Text, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Answer } from '~/shared/page/Answer'
import { Caveats } from '~/shared/page/Caveats'
import { Empty } from '~/shared/page/Empty'
import { Panel } from '~/shared/page/Panel'
import { useAddress } from '~/shared/sentence/useAddress'
import { DownloadMenu } from '~/shared/table/DownloadMenu'
import { useFormat } from '~/shared/words/useFormat'
import { MovesTable } from './MovesTable'
import { type Breaks, type Move, type RfmMoves, useRfmMoves } from './queries'

/** Who moved from which group to which between two days. */
export function Moves({ breaks }: { breaks: Breaks }) {
  const { t } = useTranslation('rfm')
  const [address] = useAddress()
  const asked = useRfmMoves({ breaks, from: address.from, until: address.until })
  return (
    <Answer of={asked} height={420}>
      {(report) => (
        <Panel
          title={t('moves.title')}
          definition={report.definition}
          actions={<DownloadMenu table="reports/rfm-moves" options={report.options} />}
        >
          <Days options={report.options} />
          <Report report={report} />
        </Panel>
      )}
    </Answer>
  )
}

function Days({ options }: { options: RfmMoves['options'] }) {
  const { t } = useTranslation('rfm')
  const [, change] = useAddress()
  return (
    <Group gap="sm" className="no-print">
      {(['from', 'until'] as const).map((name) => (
        <TextInput
          key={`${name}${options[name]}`}
          type="date"
          size="xs"
          label={t(`moves.${name}`)}
          defaultValue={options[name] ?? undefined}
          onBlur={(event) => change({ [name]: event.currentTarget.value || undefined })}
        />
      ))}
    </Group>
  )
}

function Report({ report }: { report: RfmMoves }) {
  const { t } = useTranslation('rfm')
  if (report.cells.every((cell) => cell.customers === 0)) return <Empty because={t('empty')} />
  return (
    <>
      <Stack gap={4}>
        <Told way="worsening" move={report.worsening} />
        <Told way="improvement" move={report.improvement} />
      </Stack>
      <MovesTable report={report} />
      <Caveats of={report.caveats} />
    </>
  )
}

/** “The largest fall: 120 customers went from Loyal to At risk; they have paid € 12,000.” */
function Told({ way, move }: { way: 'worsening' | 'improvement'; move: Move | null | undefined }) {
  const { t } = useTranslation('rfm')
  const format = useFormat()
  const name = (group: string) => t(`groups.${group}`, { defaultValue: group })
  if (!move?.from) return <Text>{t(`moves.no.${way}`)}</Text>
  const said = t(`moves.${way}`, {
    count: move.customers,
    n: format.number(move.customers),
    from: name(move.from),
    until: name(move.until),
  })
  const paid = move.revenue ? ` ${t('moves.paid', { money: format.roundMoney(move.revenue) })}` : ''
  return (
    <Text>
      {said}
      {paid}
    </Text>
  )
}
