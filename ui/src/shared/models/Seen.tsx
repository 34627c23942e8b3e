import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFormat } from '~/shared/words/useFormat'

type Props = {
  /** Whose texts say it: `seen`. */
  slice: string
  report: {
    seen_from?: string | null
    seen_until?: string | null
    as_of: string
    zone: string
  }
}

/** Which days a model has learnt from, and from when it looks. */
export function Seen({ slice, report }: Props) {
  const { t } = useTranslation(slice)
  const format = useFormat()
  const [from, until] = [format.day(report.seen_from), format.day(report.seen_until)]
  return (
    <Text size="sm" c="dimmed">
      {t('seen', { from, until })}{' '}
      {t('words:asOf', { day: format.moment(report.as_of), zone: report.zone })}
    </Text>
  )
}
