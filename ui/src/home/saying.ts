import { useTranslation } from 'react-i18next'
import type { Format } from '~/shared/words/format'
import { useFormat } from '~/shared/words/useFormat'
import type { Sentence } from './queries'

/** Numbers of other periods that stand beside a sentence, where the shop is old enough. */
const COMPARED = ['before_share', 'last_year_share', 'last_year']

/** The number that decides the plural of each sentence. */
const COUNTED: Record<string, string> = {
  'came-back': 'customers',
  stayed: 'people',
  overdue: 'people',
}

export function isKnown({ code }: Sentence): boolean {
  return code in COUNTED
}

/** Puts a sentence's code and numbers into the reader's words, with what to compare it with. */
export function useSaying() {
  const { t } = useTranslation('home')
  const format = useFormat()
  const days = (count: number) => t('words:days', { count, n: format.number(count) })
  return ({ code, params }: Sentence) => {
    const words = wordsOf(params, format, days)
    const count = Number(params[COUNTED[code] ?? ''] ?? 0)
    const compared = COMPARED.filter((name) => typeof params[name] === 'number')
    return {
      sentence: t(`sentences.${code}`, { ...words, count }),
      compared: compared.map((name) => t(`compared.${name}`, { value: words[name] })),
    }
  }
}

function wordsOf(
  params: Sentence['params'],
  format: Format,
  days: (count: number) => string,
): Record<string, string> {
  const write = (name: string, value: unknown) => {
    if (typeof value === 'string') return format.cohortOf(value)
    if (typeof value !== 'number') return ''
    if (name === 'days') return days(value)
    return name.endsWith('share') ? format.share(value) : format.number(value)
  }
  const pairs = Object.entries(params).map(([name, value]) => [name, write(name, value)])
  return Object.fromEntries(pairs)
}
