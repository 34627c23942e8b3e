import { expect, it } from 'vitest'
import { mappingOf, missingFields } from './mapping'
import type { Preview } from './queries'

const column = (index: number, name: string, field: string | null) => ({
  index,
  name,
  field,
  samples: [],
})
const preview = {
  columns: [column(1, 'No', 'order_id'), column(2, 'Who', 'customer_id'), column(3, 'When', null)],
  fields: [
    { name: 'customer_id', required: true },
    { name: 'ordered_at', required: true },
    { name: 'email', required: false },
  ],
} as unknown as Preview

it('a column that gets a meaning keeps the others as they were', () => {
  expect(mappingOf(preview, 3, 'ordered_at')).toEqual({
    order_id: '1',
    customer_id: '2',
    ordered_at: '3',
  })
})

it('a field has one column: the newest choice takes it', () => {
  expect(mappingOf(preview, 3, 'customer_id')).toEqual({ order_id: '1', customer_id: '3' })
})

it('a column can lose its meaning', () => {
  expect(mappingOf(preview, 1, null)).toEqual({ customer_id: '2' })
})

it('names what is still missing', () => {
  expect(missingFields(preview)).toEqual(['ordered_at'])
})
