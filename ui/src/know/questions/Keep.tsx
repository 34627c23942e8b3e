import { Button, Group, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { problemOf } from '~/shared/api/problem'
import { ProblemNotice } from '~/shared/page/ProblemNotice'
import { useAddress } from '~/shared/sentence/useAddress'
import { type Question, useSaveQuestion } from './queries'

type Props = { sql: string; named: Question | undefined }

/** Keeps the question under a name; what is wrong with the name is said at the name. */
export function Keep({ sql, named }: Props) {
  const { t } = useTranslation('questions')
  const [, change] = useAddress()
  const [name, setName] = useState(named?.name ?? '')
  const saving = useSaveQuestion()
  const wanted = name.trim()
  const isKept = wanted === named?.name && sql === named.sql
  const isBadName = problemOf(saving.error).errors.some((wrong) => wrong.field === 'name')

  const save = async () => {
    // What went wrong is shown at its place.
    const kept = await saving.mutateAsync({ name: wanted, sql }).catch(() => null)
    if (!kept) return
    notifications.show({
      message: t('words:saved'),
      closeButtonProps: { 'aria-label': t('words:close') },
    })
    change({ name: kept.name, sql: undefined })
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
    >
      <Group gap="sm" align="flex-start">
        <TextInput
          label={t('name')}
          value={name}
          maxLength={100}
          error={isBadName ? t('badName') : undefined}
          onChange={(event) => {
            setName(event.currentTarget.value)
            saving.reset()
          }}
          flex="1 1 200px"
          maw={420}
        />
        <Button
          type="submit"
          variant="default"
          mt={{ base: 0, sm: 25 }}
          loading={saving.isPending}
          disabled={!wanted || sql.trim() === '' || isKept}
        >
          {t('keep')}
        </Button>
      </Group>
      {saving.error && !isBadName && <ProblemNotice error={saving.error} />}
    </form>
  )
}
