import { createContext, useContext, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { SegmentWord as Word } from '~/client'
import type { Option } from '~/shared/sentence/Choice'
import { useShop } from '~/shared/api/shop'
import type { Words } from '../queries'

export const WordsHere = createContext<Words | null>(null)

/** The words of rules in the reader's language, and the coins of the shop. */
export function useVocabulary() {
  const words = useContext(WordsHere)
  const { i18n } = useTranslation()
  const currency = useShop().data?.currency ?? null
  const language = i18n.language as keyof Word['called']
  return useMemo(() => {
    if (!words) throw new Error('a rule is drawn without its words')
    const call = (word: Word) => word.called[language]
    return {
      words,
      currency,
      /** So many of the smallest coins are one unit of money. */
      coins: 10 ** digitsOf(currency),
      optionsOf: <V extends string>(list: Word[]): Option<V>[] =>
        list.map((word) => ({ value: word.word as V, label: call(word) })),
      called: (list: Word[], name: string) => {
        const word = list.find((one) => one.word === name)
        return word ? call(word) : name
      },
      isMoney: (quantity: string) =>
        words.quantities.some((one) => one.word === quantity && one.is_money),
      isPercent: (quantity: string) =>
        words.quantities.some((one) => one.word === quantity && one.is_percent),
      canBeNarrowed: (quantity: string) =>
        words.quantities.some((one) => one.word === quantity && one.can_be_narrowed),
    }
  }, [words, language, currency])
}

/** Hundredths while the shop has not named a currency. */
function digitsOf(currency: string | null): number {
  if (!currency) return 2
  const style = { style: 'currency', currency } as const
  return new Intl.NumberFormat('en', style).resolvedOptions().maximumFractionDigits ?? 2
}
