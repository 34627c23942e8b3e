import { Anchor, Table } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useAddress } from '~/shared/sentence/useAddress'
import { useFormat } from '~/shared/words/useFormat'
import type { CourseDay } from '../queries'

/** The course as numbers, newest first; each size leads to the people behind it. */
export function DayList({ days }: { days: CourseDay[] }) {
  const { t } = useTranslation('segments')
  const format = useFormat()
  const [, change] = useAddress()
  return (
    <Table.ScrollContainer minWidth={360} maxHeight={360}>
      <Table verticalSpacing={6} stickyHeader>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('course.day')}</Table.Th>
            <Table.Th ta="right">{t('course.members')}</Table.Th>
            <Table.Th ta="right">{t('course.entered')}</Table.Th>
            <Table.Th ta="right">{t('course.left')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {days.toReversed().map(({ day, n_members, entered, left }) => (
            <Table.Tr key={day}>
              <Table.Th scope="row" fw={400}>
                {format.day(day)}
              </Table.Th>
              <Table.Td ta="right">
                <Anchor component="button" type="button" onClick={() => change({ on: day })}>
                  {format.number(n_members)}
                </Anchor>
              </Table.Td>
              <Table.Td ta="right">{format.number(entered)}</Table.Td>
              <Table.Td ta="right">{format.number(left)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}
