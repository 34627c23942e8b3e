import { expect, it } from 'vitest'
import { addressOf } from './address'

it('a table is asked for with the options it is shown by, and without those that say nothing', () => {
  const options = { 'rfm-group': 'at risk', from: null, until: undefined, limit: 5 }
  expect(addressOf('customers', 'xlsx', options)).toBe(
    '/api/v1/customers.xlsx?rfm-group=at+risk&limit=5',
  )
  expect(addressOf('reports/rfm/groups', 'csv', {})).toBe('/api/v1/reports/rfm/groups.csv')
})
