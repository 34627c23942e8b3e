import { useTranslation } from 'react-i18next'

/** Writes numbers whose third digit after the point counts, such as a log-loss; “–” for none. */
export function useDigits() {
  const { i18n } = useTranslation()
  const style = { minimumFractionDigits: 3, maximumFractionDigits: 3 }
  const written = new Intl.NumberFormat(i18n.language, style)
  return (value: number | null | undefined) =>
    typeof value === 'number' ? written.format(value) : '–'
}
