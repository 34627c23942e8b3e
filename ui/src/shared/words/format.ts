import type { Money } from '~/client'

/** How numbers, money and days are written for one reader of one shop. */
export type Format = ReturnType<typeof formatFor>

export const NOTHING = '–'

const A_DAY = 86_400_000

type Shown = number | null | undefined

/** Numbers, money and days by the reader's language and the shop's zone. */
export function formatFor(language: string, zone: string) {
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 1 })
  const compact = new Intl.NumberFormat(language, { notation: 'compact', maximumFractionDigits: 1 })
  const percent = (digits: number) =>
    new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: digits })
  const whole = percent(0)
  const fine = percent(1)
  const day = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' })
  const moment = new Intl.DateTimeFormat(language, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: zone,
  })
  const momentDay = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: zone })
  const month = new Intl.DateTimeFormat(language, {
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  })
  const shown = <T>(value: T | null | undefined, write: (value: T) => string) =>
    value === null || value === undefined ? NOTHING : write(value)

  return {
    number: (value: Shown) => shown(value, (n) => number.format(n)),
    compact: (value: Shown) => shown(value, (n) => compact.format(n)),
    /** 0.314 as “31.4 %”; whole per cents where the place is narrow. */
    share: (value: Shown) => shown(value, (n) => fine.format(n)),
    wholeShare: (value: Shown) => shown(value, (n) => whole.format(n)),
    money: (value: Money | null | undefined) => shown(value, (m) => moneyText(language, m)),
    roundMoney: (value: Money | null | undefined) => shown(value, (m) => moneyText(language, m, 0)),
    /** Told as a whole number of units with all its digits: what a gram costs is less than a coin. */
    exactMoney: (units: string, currency: string) =>
      new Intl.NumberFormat(language, {
        style: 'currency',
        currency,
        currencyDisplay: 'narrowSymbol',
        maximumFractionDigits: 6,
      }).format(Number(units)),
    day: (value: string | null | undefined) =>
      shown(value, (d) => day.format(utcDay(d))),
    /** From the first day to the last one; `until` is the day after it. */
    days: ({ from, until }: { from: string; until: string }) =>
      day.formatRange(utcDay(from), new Date(utcDay(until).getTime() - A_DAY)),
    momentDay: (value: string | null | undefined) =>
      shown(value, (m) => momentDay.format(new Date(m))),
    moment: (value: string | null | undefined) => shown(value, (m) => moment.format(new Date(m))),
    cohort: (name: string) => cohortText(name, month, day),
    /** The same name as it stands after “of”: “of July 2026”, «липня 2026». */
    cohortOf: (name: string) =>
      /^\d{4}-\d{2}$/.test(name) ? monthOf(language, name) : cohortText(name, month, day),
    bytes: (value: number) => bytesText(language, value),
  }
}

function utcDay(text: string): Date {
  return new Date(`${text.slice(0, 10)}T00:00:00Z`)
}

/** Units of a currency that has no cents (yen) or three digits of them (dinar) come out right. */
function moneyText(language: string, { minor, currency }: Money, digits?: number): string {
  const style = { style: 'currency', currency, currencyDisplay: 'narrowSymbol' } as const
  const cents = new Intl.NumberFormat(language, style).resolvedOptions().maximumFractionDigits ?? 2
  const shown = digits === undefined ? style : { ...style, maximumFractionDigits: digits }
  return new Intl.NumberFormat(language, shown).format(minor / 10 ** cents)
}

/** `2010-12`, `2010-W49`, `2010-Q4`, `2010` and `2010-12-01` as people write them. */
function cohortText(name: string, month: Intl.DateTimeFormat, day: Intl.DateTimeFormat): string {
  if (/^\d{4}-\d{2}$/.test(name)) return month.format(new Date(`${name}-01T00:00:00Z`))
  if (/^\d{4}-\d{2}-\d{2}$/.test(name)) return day.format(new Date(`${name}T00:00:00Z`))
  const part = /^(\d{4})-([WQ]\d{1,2})$/.exec(name)
  return part ? `${part[2]} ${part[1]}` : name
}

/** A month beside a day is written in the genitive, which these languages ask for here. */
function monthOf(language: string, name: string): string {
  const style = { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' } as const
  const parts = new Intl.DateTimeFormat(language, style).formatToParts(new Date(`${name}-01`))
  const part = (type: string) => parts.find((one) => one.type === type)?.value
  return `${part('month')} ${part('year')}`
}

function bytesText(language: string, value: number): string {
  const [size, unit] =
    value >= 1e9
      ? [value / 1e9, 'gigabyte']
      : value >= 1e6
        ? [value / 1e6, 'megabyte']
        : [value / 1e3, 'kilobyte']
  const style = { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: 1 } as const
  return new Intl.NumberFormat(language, style).format(size)
}
