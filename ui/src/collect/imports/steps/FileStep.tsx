import { Button, FileButton, Loader, Stack, Text } from '@mantine/core'
import { type DragEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Panel } from '~/shared/page/Panel'
import { ProblemNotice } from '~/shared/page/ProblemNotice'
import { useFormat } from '~/shared/words/useFormat'
import { useReceiveFile } from '../queries'
import { HowToExport } from './HowToExport'
import classes from './steps.module.css'

const KINDS = '.csv,.tsv,.txt,.xlsx,.json,.jsonl,.ndjson,.xml,.parquet,.gz,.zst'

/** Drop the file or choose it; the page says how to get one. */
export function FileStep({ onReceived }: { onReceived: (file: string) => void }) {
  const { t } = useTranslation('imports')
  const receiving = useReceiveFile()
  const take = (file: File | null | undefined) =>
    file && receiving.mutate(file, { onSuccess: (received) => onReceived(received.file) })

  return (
    <Stack gap="md">
      <Panel>
        <DropPlace onFile={take}>
          {receiving.isPending ? (
            <Receiving file={receiving.variables} />
          ) : (
            <>
              <Text fw={500} ta="center">
                {t('drop')}
              </Text>
              <FileButton onChange={take} accept={KINDS}>
                {(props) => <Button {...props}>{t('choose')}</Button>}
              </FileButton>
              <Text size="sm" c="dimmed" ta="center">
                {t('kinds')}
              </Text>
            </>
          )}
        </DropPlace>
        {receiving.error && <ProblemNotice error={receiving.error} />}
      </Panel>
      <HowToExport />
    </Stack>
  )
}

function DropPlace({
  onFile,
  children,
}: {
  onFile: (file?: File) => void
  children: React.ReactNode
}) {
  const { t } = useTranslation('imports')
  const [over, setOver] = useState(false)
  const stop = (event: DragEvent) => {
    event.preventDefault()
    setOver(event.type === 'dragover')
    if (event.type === 'drop') onFile(event.dataTransfer.files[0])
  }
  return (
    <section
      aria-label={t('drop')}
      className={classes.drop}
      data-over={over || undefined}
      onDragOver={stop}
      onDragLeave={stop}
      onDrop={stop}
    >
      {children}
    </section>
  )
}

function Receiving({ file }: { file?: File }) {
  const { t } = useTranslation('imports')
  const format = useFormat()
  return (
    <>
      <Loader size="sm" />
      <Text role="status">
        {t('receiving', { name: file?.name, size: format.bytes(file?.size ?? 0) })}
      </Text>
    </>
  )
}
