type Cell = string | number | null | undefined

/** A table as a file that spreadsheets of every language open. */
export function csvOf(rows: Cell[][]): string {
  return rows.map((row) => row.map(quoted).join(',')).join('\r\n')
}

function quoted(cell: Cell): string {
  const text = cell === null || cell === undefined ? '' : String(cell)
  // A leading =, +, - or @ in a text would run as a formula in a spreadsheet.
  const safe = typeof cell === 'string' && /^[=+\-@]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** Hands the table over as a download; the mark at the start makes Excel read UTF-8. */
export function download(name: string, rows: Cell[][]) {
  const file = new Blob(['\ufeff', csvOf(rows)], { type: 'text/csv;charset=utf-8' })
  const link = document.createElement('a')
  link.href = URL.createObjectURL(file)
  link.download = name
  link.click()
  URL.revokeObjectURL(link.href)
}
