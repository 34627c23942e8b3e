import { Button, Group, Table, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { NOTHING } from '~/shared/words/format'
import { useFormat } from '~/shared/words/useFormat'
import type { SqlAnswer } from './queries'

/** Rows that are shown at a time. */
const PAGE = 50

/** The rows of an answer as they were told, page by page; numbers stand at the right. */
export function Rows({ answer }: { answer: SqlAnswer }) {
  const [from, setFrom] = useState(0)
  const shown = answer.rows.slice(from, from + PAGE)
  return (
    <>
      <Table.ScrollContainer minWidth={Math.min(320, answer.columns.length * 120)}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              {answer.columns.map((column, place) => (
                <Table.Th key={`${place} ${column.name}`} ta={sideOf(column.holds)}>
                  {column.name}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {shown.map((row, nth) => (
              <Table.Tr key={from + nth}>
                {answer.columns.map((column, place) => (
                  <Table.Td
                    key={`${place} ${column.name}`}
                    ta={sideOf(column.holds)}
                    maw={420}
                    style={{
                      overflowWrap: 'anywhere',
                      whiteSpace: column.holds === 'moment' ? 'nowrap' : undefined,
                    }}
                    className={sideOf(column.holds) === 'right' ? 'numbers' : undefined}
                  >
                    {told(row[place])}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {answer.rows.length > PAGE && (
        <Pages from={from} of={answer.rows.length} onTurn={setFrom} />
      )}
    </>
  )
}

type Turning = { from: number; of: number; onTurn: (from: number) => void }

function Pages({ from, of, onTurn }: Turning) {
  const { t } = useTranslation('questions')
  const format = useFormat()
  const until = Math.min(from + PAGE, of)
  return (
    <Group gap="sm">
      <Button
        variant="default"
        size="xs"
        disabled={from === 0}
        onClick={() => onTurn(from - PAGE)}
      >
        {t('before')}
      </Button>
      <Text size="sm" aria-live="polite">
        {t('page', {
          from: format.number(from + 1),
          until: format.number(until),
          of: format.number(of),
        })}
      </Text>
      <Button variant="default" size="xs" disabled={until === of} onClick={() => onTurn(until)}>
        {t('after')}
      </Button>
    </Group>
  )
}

type Holds = SqlAnswer['columns'][number]['holds']

function sideOf(holds: Holds): 'left' | 'right' {
  return holds === 'whole' || holds === 'number' ? 'right' : 'left'
}

function told(value: unknown): string {
  return value === null || value === undefined ? NOTHING : String(value)
}
