import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { download } from './csv'

type Props = { name: string; rows: () => Parameters<typeof download>[1] }

/** Saves what is shown as a CSV file. */
export function DownloadButton({ name, rows }: Props) {
  const { t } = useTranslation('words')
  return (
    <Button variant="default" size="xs" className="no-print" onClick={() => download(name, rows())}>
      {t('download')}
    </Button>
  )
}
