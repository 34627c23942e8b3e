import { useTranslation } from 'react-i18next'
import type { Name } from './queries'

/** What a persona is called in the reader’s language. */
export function useNamed() {
  const { i18n } = useTranslation()
  return (name: Name) => name[i18n.language as keyof Name] ?? name.en
}
