import { Button, Group, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Answer } from '~/shared/page/Answer'
import { Empty } from '~/shared/page/Empty'
import { PeopleTable } from '~/shared/people/PeopleTable'
import { useFormat } from '~/shared/words/useFormat'
import { type CourseDay, useMembers } from '../queries'
import { dayAfter } from '~/shared/words/dayAfter'

type Props = { name: string; day: CourseDay; isToday: boolean }

/** The members at the end of a day, which is where the next one begins; of today, those of now. */
export function Members({ name, day, isToday }: Props) {
  const { t } = useTranslation('segments')
  const format = useFormat()
  const asked = useMembers(name, isToday ? undefined : dayAfter(day.day))
  return (
    <Answer of={asked} height={360}>
      {({ pages }) => {
        const people = pages.flatMap((page) => page.items)
        if (people.length === 0) return <Empty because={t('onADay.nobody')} />
        return (
          <Stack gap="md">
            {!isToday && (
              <Text size="sm" c="dimmed">
                {t('onADay.count', { count: day.n_members, n: format.number(day.n_members) })}
              </Text>
            )}
            <PeopleTable
              people={people}
              told={{
                head: t('customers:identity.external_id'),
                of: (person) => person.customer_id,
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
