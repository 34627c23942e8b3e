import { Button, Stack } from '@mantine/core'
import type { FormEvent, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ProblemNotice } from '~/shared/page/ProblemNotice'
import { Saved } from '../Saved'

type Saving = { error: unknown; isPending: boolean; isSuccess: boolean }

/** A form that is kept by one press, and says what stands in the way. */
export function Kept({
  saving,
  onSave,
  children,
}: {
  saving: Saving
  onSave: () => void
  children: ReactNode
}) {
  const { t } = useTranslation('settings')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onSave()
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        {children}
        {saving.error !== null && <ProblemNotice error={saving.error} />}
        <Saved saved={saving.isSuccess}>
          <Button type="submit" loading={saving.isPending}>
            {t('words:save')}
          </Button>
        </Saved>
      </Stack>
    </form>
  )
}
