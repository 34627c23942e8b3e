import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { TextProblem } from './blocks'

/** What is wrong with a letter, in the reader's language. */
export function useProblemText() {
  const { t } = useTranslation('letters')
  return useCallback(
    ({ code, text }: Pick<TextProblem, 'code' | 'text'>) =>
      t(`problems.${code}`, {
        defaultValue: t(`campaigns:textProblems.${code}`, { defaultValue: text }),
      }),
    [t],
  )
}
