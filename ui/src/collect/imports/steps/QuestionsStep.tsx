import { Button, Group, Stack } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Answer } from '~/shared/page/Answer'
import { ProblemNotice } from '~/shared/page/ProblemNotice'
import { type ImportOptions, type Preview, usePreviewOf, useStartImport } from '../queries'
import { useOptions } from '../useOptions'
import { Ground } from './Ground'
import { Statuses } from './Statuses'
import { ZoneAndCurrency } from './ZoneAndCurrency'

/** Four questions, already answered as well as the file allows; then the import itself. People
 * without orders leave the last one: on what ground they may be written to. */
export function QuestionsStep({ file, onBack }: { file: string; onBack: () => void }) {
  const { t } = useTranslation('imports')
  const [options, answer] = useOptions(file)
  const navigate = useNavigate()
  const asked = usePreviewOf(file, options)
  const start = useStartImport()

  const run = async (preview: Preview) => {
    const complete = { ...guesses(preview), ...options }
    const { id } = await start.mutateAsync({ file, options: complete, dry_run: false })
    navigate({ to: '/collect/imports/$id', params: { id } as never, search: {} as never })
  }

  return (
    <Answer of={asked} height={420}>
      {(preview) => {
        const props = { preview, options, onAnswer: answer }
        return (
          <Stack gap="md">
            {preview.kind === 'orders' && <ZoneAndCurrency {...props} />}
            {preview.kind === 'orders' && <Statuses {...props} />}
            <Ground {...props} />
            {start.error && <ProblemNotice error={start.error} />}
            <Group gap="sm">
              <Button onClick={() => run(preview).catch(() => undefined)} loading={start.isPending}>
                {t('start')}
              </Button>
              <Button variant="default" onClick={onBack}>
                {t('words:back')}
              </Button>
            </Group>
          </Stack>
        )
      }}
    </Answer>
  )
}

/** What was shown as already filled in is what the owner agreed to. */
function guesses(preview: Preview): ImportOptions {
  if (preview.kind === 'customers') return { kind: preview.kind, ground: preview.ground }
  return {
    zone: preview.zone,
    currency: preview.currency === NO_CURRENCY ? undefined : preview.currency,
    ground: preview.ground,
  }
}

/** ISO 4217 has a code for “no currency”; the file named none and the shop has none yet. */
export const NO_CURRENCY = 'XXX'
