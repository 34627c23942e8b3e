import { Button, Drawer, Group, Stack, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useAudience } from '~/act/campaigns/queries'
import { WriteToThem } from '~/act/campaigns/WriteToThem'
import { textOf } from '~/know/segments/rule/cohort/text'
import { Answer } from '~/shared/page/Answer'
import { Empty } from '~/shared/page/Empty'
import { PeopleTable } from '~/shared/people/PeopleTable'
import { useWhose } from '~/shared/people/useWhose'
import { useAddress } from '~/shared/sentence/useAddress'
import { useFormat } from '~/shared/words/useFormat'
import { type CellPlace, type CohortOptions, readCell, reportQuery, splitOf } from './options'
import { type CellCustomer, useCellPeople } from './queries'
import { useCohortName } from './useCohortName'
import { usePeriodName } from './usePeriodName'

/** The people behind a cell, beside the table they came from; the address remembers it. */
export function CellPeople({ options }: { options: CohortOptions }) {
  const { t } = useTranslation('cohorts')
  const cohortName = useCohortName(splitOf(options))
  const periodName = usePeriodName(options)
  const [address, change] = useAddress()
  const cell = readCell(address.cell)
  const named = cell && { cohort: cohortName(cell.cohort), nth: periodName(cell.k) }
  return (
    <Drawer
      opened={cell !== null}
      onClose={() => change({ cell: undefined })}
      position="right"
      size="lg"
      title={named && t('peopleTitle', named)}
      closeButtonProps={{ 'aria-label': t('words:close') }}
    >
      {cell && <People options={options} cell={cell} name={t('segmentName', named ?? {})} />}
    </Drawer>
  )
}

type PeopleProps = { options: CohortOptions; cell: CellPlace; name: string }

function People({ options, cell, name }: PeopleProps) {
  const { t } = useTranslation('cohorts')
  const asked = useCellPeople(options, cell)
  return (
    <Answer of={asked} height={360}>
      {({ pages }) => {
        const people = pages.flatMap((page) => page.items)
        if (people.length === 0) return <Empty because={t('nobody')} />
        return (
          <Stack gap="md">
            <Reach options={options} cell={cell} name={name} />
            <PeopleTable
              people={people}
              told={{
                head: t('customers:columns.email'),
                of: (person: CellCustomer) => person.email ?? t('customers:noEmail'),
              }}
            />
            {asked.hasNextPage && (
              <Group>
                <Button
                  variant="default"
                  loading={asked.isFetchingNextPage}
                  onClick={() => asked.fetchNextPage()}
                >
                  {t('words:more')}
                </Button>
              </Group>
            )}
          </Stack>
        )
      }}
    </Answer>
  )
}

/** How many they are and may be written to, and the ways to a letter for them and to a segment. */
function Reach({ options, cell, name }: PeopleProps) {
  const { t } = useTranslation('cohorts')
  const format = useFormat()
  const whose = useWhose()
  const condition = { cell: { ...cell, options: { ...reportQuery(options), ...whose } } }
  const count = useAudience(condition).data
  const text = textOf(options, cell, whose.segment)
  return (
    <Group justify="space-between" gap="sm">
      <Text size="sm" c="dimmed" flex="1 1 240px">
        {count
          ? t('reach', {
              count: count.people,
              people: format.number(count.people),
              reachable: format.number(count.reachable),
            })
          : t('peopleNote')}
      </Text>
      <Group gap="sm">
        {text && (
          <Button
            variant="default"
            component={Link}
            to="/know/segments/new"
            search={{ text, name } as never}
          >
            {t('saveAsSegment')}
          </Button>
        )}
        <WriteToThem condition={condition} />
      </Group>
    </Group>
  )
}
