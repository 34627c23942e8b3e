const CAST = ['Anna', 'Boris', 'Vera', 'Gleb', 'Daria', 'Emil']
const DAY = 86_400_000

/**
 * Corner Bakery's order file: forty people over eighteen months. Anna's kind comes every two
 * weeks, Boris's kind slows down, the others come now and then; one row has a broken date.
 */
export function orderFile(): string {
  const rows = ['order_id,customer_id,name,email,ordered_at,amount,status,email_consent']
  for (let person = 0; person < 40; person++) {
    const name = CAST[person % CAST.length] ?? ''
    let day = Date.UTC(2025, 4, 1) + person * 7 * DAY
    for (let nth = 0; nth < 12 && day < Date.UTC(2026, 10, 1); nth++) {
      const status = (person + nth) % 17 === 0 ? 'cancelled' : 'paid'
      const amount = (8 + ((person * 7 + nth * 3) % 20)).toFixed(2)
      const at = new Date(day).toISOString().slice(0, 10)
      const consent = person % 5 === 4 ? 'no' : 'yes'
      rows.push(
        [
          `${1000 + person}-${nth}`,
          `C${person}`,
          name,
          `c${person}@example.test`,
          at,
          amount,
          status,
          consent,
        ].join(','),
      )
      day += gapOf(person % 3, nth) * DAY
    }
  }
  rows.push('9999-1,C1,Boris,c1@example.test,sometime,12.00,paid,yes')
  return `${rows.join('\n')}\n`
}

function gapOf(kind: number, nth: number): number {
  return [14, 10 + nth * 9, 35][kind] ?? 30
}
