import { MantineThemeProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { useTranslation } from 'react-i18next'

/** The corner in which the page tells what happened; what is told there closes by a named button. */
export function Corner() {
  const { t } = useTranslation('words')
  const closeButtonProps = { 'aria-label': t('close') }
  return (
    <MantineThemeProvider
      theme={{ components: { Notification: { defaultProps: { closeButtonProps } } } }}
    >
      <Notifications position="bottom-right" />
    </MantineThemeProvider>
  )
}
