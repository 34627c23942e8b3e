import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '~/shared/words/useFormat'
import type { Field, Kind } from './queries'
import { valueText } from './value'

type Named = Pick<Field, 'key' | 'names'>

/** What fields and their values are called in the reader's language. */
export function useFieldWords() {
  const { t, i18n } = useTranslation('words')
  const format = useFormat()
  const { language } = i18n
  return useMemo(() => {
    const words = { yes: t('field.yes'), no: t('field.no'), none: t('field.none') }
    return {
      nameOf: ({ key, names }: Named) =>
        names[language as keyof typeof names] ?? names.en ?? names.uk ?? names.ru ?? key,
      valueOf: (kind: Kind, value: unknown) =>
        valueText({ kind, value }, { language, format, words }),
    }
  }, [t, language, format])
}
