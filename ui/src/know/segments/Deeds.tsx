import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { Link, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { WriteToThem } from '~/act/campaigns/WriteToThem'
import { ProblemNotice } from '~/shared/page/ProblemNotice'
import { type Segment, useRemoveSegment } from './queries'

type Props = { segment: Segment; isChanged: boolean }

/** What can be done with the customers of a saved segment, and with the segment. */
export function Deeds({ segment, isChanged }: Props) {
  const { t } = useTranslation('segments')
  const [asking, confirm] = useDisclosure(false)
  return (
    <>
      {isChanged ? (
        <Text size="sm" c="dimmed">
          {t('saveFirst')}
        </Text>
      ) : (
        <>
          <WriteToThem condition={{ segment: segment.name }} />
          <Button
            variant="default"
            component={Link}
            to="/customers"
            search={{ segment: segment.name } as never}
          >
            {t('showThem')}
          </Button>
        </>
      )}
      <Button variant="default" onClick={confirm.open}>
        {t('remove')}
      </Button>
      <Modal
        opened={asking}
        onClose={confirm.close}
        title={t('removeTitle', { name: segment.name })}
        closeButtonProps={{ 'aria-label': t('words:close') }}
      >
        <Removal name={segment.name} onClose={confirm.close} />
      </Modal>
    </>
  )
}

function Removal({ name, onClose }: { name: string; onClose: () => void }) {
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
