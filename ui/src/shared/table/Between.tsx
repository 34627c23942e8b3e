import { Table, Text } from '@mantine/core'

type Props<T> = { of: T; low: T; high: T; write: (value: T) => string }

/** A cell with a figure, and small below it between which it lies. */
export function Between<T>({ of: figure, low, high, write }: Props<T>) {
  const isKnown = low !== null && low !== undefined && high !== null && high !== undefined
  return (
    <Table.Td ta="right" style={{ whiteSpace: 'nowrap' }}>
      {write(figure)}
      {isKnown && (
        <Text size="xs" c="dimmed">
          {write(low)} – {write(high)}
        </Text>
      )}
    </Table.Td>
  )
}
