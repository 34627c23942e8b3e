import { Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { problemOf } from '~/shared/api/problem'
import { ProblemNotice } from '~/shared/page/ProblemNotice'
import { useRenameSegment } from '../queries'

type Props = { name: string; onClose: () => void }

/** Another name for a segment; why a name cannot be had is said at the name. */
export function Renaming({ name, onClose }: Props) {
  const { t } = useTranslation('segments')
  const navigate = useNavigate()
  const renaming = useRenameSegment(name)
  const [wanted, setWanted] = useState(name)
  const to = wanted.trim()
  const refused = renaming.error ? refusalOf(renaming.error) : null

  const rename = async () => {
    // What went wrong is shown at its place.
    const renamed = await renaming.mutateAsync(to).catch(() => null)
    if (!renamed) return
    onClose()
    navigate({
      to: '/know/segments/$name',
      params: { name: renamed.name } as never,
      search: true as never,
      replace: true,
    })
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        rename()
      }}
    >
      <Stack gap="md">
        <Text size="sm">{t('renameWhat')}</Text>
        <TextInput
          data-autofocus
          label={t('keep.name')}
          value={wanted}
          maxLength={100}
          error={refused && t(`keep.${refused}`)}
          onChange={(event) => {
            setWanted(event.currentTarget.value)
            renaming.reset()
          }}
        />
        {renaming.error && !refused && <ProblemNotice error={renaming.error} />}
        <Group gap="sm">
          <Button
            type="submit"
            loading={renaming.isPending}
            disabled={to === '' || to === name || refused !== null}
          >
            {t('rename')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('words:back')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

/** By which words a name is refused; null when something else failed. */
function refusalOf(error: unknown): 'nameTaken' | 'badName' | null {
  const { code, errors } = problemOf(error)
  if (code === 'name_taken') return 'nameTaken'
  return errors.some((wrong) => wrong.code === 'bad_name') ? 'badName' : null
}
