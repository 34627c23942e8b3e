import { Alert, Anchor, Stack, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useFormat } from '~/shared/words/useFormat'
import type { Heard } from './queries'

/** Do we hear everything: one quiet line. */
export function HeardQuietly({ heard }: { heard: Heard }) {
  const { t } = useTranslation('home')
  const format = useFormat()
  const { last_order_at, last_import_at } = heard
  const parts = [
    last_order_at && t('heard.order', { at: format.moment(last_order_at) }),
    last_import_at && t('heard.file', { at: format.moment(last_import_at) }),
  ]
  return (
    <Text size="sm" c="dimmed">
      {parts.filter(Boolean).join(' ')}
    </Text>
  )
}

/** What is not heard as it should be; it stands above everything else. */
export function HeardBadly({ heard }: { heard: Heard }) {
  const { t } = useTranslation('home')
  return (
    <Alert title={t('heard.broken')} role="alert">
      <Stack gap="xs">
        {heard.problems.map((code) => (
          <Text size="sm" key={code}>
            {t(`heard.problems.${code}`, { defaultValue: code })}
          </Text>
        ))}
        <HeardQuietly heard={heard} />
        <Anchor component={Link} to="/collect/imports" size="sm" underline="always">
          {t('heard.look')}
        </Anchor>
      </Stack>
    </Alert>
  )
}
