import type { ReactElement } from 'react'
import { Trans, useTranslation } from 'react-i18next'

type Props = { name: string; count?: number; words: Record<string, ReactElement> }

/** A few words with a place in them: “in the last 90 days”; their order belongs to the language. */
export function Phrase({ name, count, words }: Props) {
  const { t } = useTranslation('segments')
  return <Trans t={t} i18nKey={name} count={count} components={words} />
}
