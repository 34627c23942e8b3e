import { Button, Group, Stack, Text } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { ProblemNotice } from '~/shared/page/ProblemNotice'
import { useRemoveSegment } from '../queries'

type Props = { name: string; onClose: () => void }

/** Says what goes and what stays before a segment is removed. */
export function Removal({ name, onClose }: Props) {
  const { t } = useTranslation('segments')
  const navigate = useNavigate()
  const removing = useRemoveSegment(name)
  const remove = async () => {
    // A segment that others stand on stays, and the reason is shown below.
    const gone = await removing.mutateAsync().catch(() => null)
    if (gone) navigate({ to: '/know/segments', search: {} as never })
  }
  return (
    <Stack gap="md">
      <Text>{t('removeWhat')}</Text>
      {removing.error && <ProblemNotice error={removing.error} />}
      <Group gap="sm">
        <Button onClick={remove} loading={removing.isPending}>
          {t('remove')}
        </Button>
        <Button variant="default" onClick={onClose}>
          {t('words:back')}
        </Button>
      </Group>
    </Stack>
  )
}
