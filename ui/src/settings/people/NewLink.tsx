import { Button, Code, CopyButton, Group, Modal, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Invited } from './queries'

/** The link that is given to whoever was invited; it is shown this once. */
export function NewLink({ of: made, onClose }: { of: Invited; onClose: () => void }) {
  const { t } = useTranslation('people')
  const link = `${window.location.origin}/welcome#${made.ticket}`
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('link.title', { name: made.staff.name })}
      closeButtonProps={{ 'aria-label': t('words:close') }}
    >
      <Stack gap="md">
        <Text size="sm">{t('link.note')}</Text>
        <Code block style={{ whiteSpace: 'normal', overflowWrap: 'anywhere' }}>
          {link}
        </Code>
        <Group>
          <CopyButton value={link}>
            {({ copied, copy }) => (
              <Button onClick={copy}>{copied ? t('link.copied') : t('link.copy')}</Button>
            )}
          </CopyButton>
        </Group>
      </Stack>
    </Modal>
  )
}
