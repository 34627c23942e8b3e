/** Imports of the mock: a file is recognised, tried and taken in three polls. */
import { bakery } from './world.mjs'

const FIELDS = [
  'order_id',
  'customer_id',
  'email',
  'ordered_at',
  'amount',
  'currency',
  'status',
  'product',
  'country',
  'email_consent',
]
const NEEDED = ['customer_id', 'ordered_at']

export function preview(file, options) {
  const [head = [], ...rows] = file.text
    .split(/\r?\n/)
    .filter(Boolean)
    .map((line) => line.split(','))
  const chosen = Object.entries(options.map ?? {})
  const field = (index, name) =>
    options.map
      ? (chosen.find(([, column]) => column === String(index))?.[0] ?? null)
      : FIELDS.includes(name)
        ? name
        : null
  const columns = head.map((name, at) => ({
    index: at + 1,
    name,
    samples: rows.slice(0, 5).map((row) => row[at] ?? ''),
    field: field(at + 1, name),
  }))
  const at = columns.findIndex((column) => column.field === 'status')
  const seen = new Map()
  for (const row of rows) seen.set(row[at], (seen.get(row[at]) ?? 0) + 1)
  return {
    layout: 'generic',
    format: {
      kind: 'csv',
      compression: null,
      encoding: 'utf-8',
      delimiter: ',',
      decimal: '.',
      date_order: 'ymd',
      header: true,
      sheet: null,
    },
    columns,
    fields: FIELDS.map((name) => ({ name, required: NEEDED.includes(name), aliases: [] })),
    statuses:
      at < 0
        ? []
        : [...seen].map(([value, count]) => ({
            value,
            count,
            meaning: value === 'cancelled' ? 'cancelled' : 'paid',
          })),
    currency: 'GBP',
    zone: 'UTC',
    ground: 'none',
    caveats: [],
    problems: [],
    sample_rows: rows.slice(0, 5),
  }
}

export function begin(state, { file, dry_run }) {
  const id = `imp_${state.imports.length + 1}`
  const known = state.files[file]
  state.imports.unshift({
    id,
    state: 'running',
    dry_run,
    file_name: known.name,
    started_at: new Date().toISOString(),
    finished_at: null,
    bytes_done: 0,
    bytes_total: known.text.length,
    rows_done: 0,
    summary: null,
    problem: null,
    left: 3,
    text: known.text,
  })
  return { id }
}

export function look(state, run) {
  if (run.state === 'running' && --run.left <= 0) finish(state, run)
  else if (run.state === 'running')
    Object.assign(run, { bytes_done: run.bytes_total / 2, rows_done: 40 })
  const { left: _, text: __, ...shown } = run
  return shown
}

function finish(state, run) {
  const lines = run.text.split(/\r?\n/).filter(Boolean).length - 1
  Object.assign(run, {
    state: 'done',
    finished_at: new Date().toISOString(),
    bytes_done: run.bytes_total,
    rows_done: lines,
    summary: {
      import: run.id,
      rows: lines,
      accepted: lines - 2,
      skipped: [],
      orders: lines - 2,
      lines: lines - 2,
      customers: 38,
      rejected: [
        { line: 7, reason: 'not_a_date', text: '`yesterday` is no date' },
        { line: 19, reason: 'no_order_id', text: 'the row has no order id' },
      ],
      rejected_count: 2,
      from: '2025-01-05',
      until: '2026-11-19',
      valid_orders: lines - 6,
      valid_customers: 38,
      cancelled: 4,
      zero_value: 0,
      lines_without_customer: 3,
      no_consent: 12,
      orders_new: lines - 2,
      orders_changed: 0,
      orders_unchanged: 0,
      statuses: [],
      caveats: [],
    },
  })
  if (!run.dry_run) state.customers = bakery()
}
