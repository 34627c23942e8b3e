import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useTranslation } from 'react-i18next'

type Props = { pending: boolean; onReset: () => Promise<unknown> }

/** Back to the groups that come with the program, after saying what is lost by it. */
export function Reset({ pending, onReset }: Props) {
  const { t } = useTranslation('rfm')
  const [asking, ask] = useDisclosure()
  return (
    <>
      <Button variant="default" onClick={ask.open}>
        {t('editor.reset')}
      </Button>
      <Modal
        opened={asking}
        onClose={ask.close}
        title={t('editor.resetTitle')}
        closeButtonProps={{ 'aria-label': t('words:close') }}
      >
        <Stack gap="md">
          <Text>{t('editor.resetWhat')}</Text>
          <Group gap="sm">
            {/* What went wrong is told by the screen behind. */}
            <Button
              loading={pending}
              onClick={() => onReset().then(ask.close, ask.close)}
              data-autofocus
            >
              {t('editor.resetNow')}
            </Button>
            <Button variant="default" onClick={ask.close}>
              {t('words:back')}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  )
}
