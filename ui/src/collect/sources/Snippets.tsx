import { Button, Code, CopyButton, Group, Stack, Tabs, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { LANGUAGES_OF_PROGRAMS, snippet } from './snippet'

/** Ready lines for whoever writes the shop's programs, in the libraries they know already. */
export function Snippets({ secret }: { secret?: string }) {
  const { t } = useTranslation('sources')
  const address = window.location.origin
  return (
    <Stack gap="sm">
      <Text size="sm">{t('snippet.note')}</Text>
      <Tabs defaultValue={LANGUAGES_OF_PROGRAMS[0]?.id}>
        <Tabs.List aria-label={t('snippet.languages')}>
          {LANGUAGES_OF_PROGRAMS.map(({ id, name }) => (
            <Tabs.Tab key={id} value={id}>
              {name}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {LANGUAGES_OF_PROGRAMS.map(({ id }) => {
          const text = snippet(id, address, secret ?? t('snippet.yourKey'))
          return (
            <Tabs.Panel key={id} value={id} pt="sm">
              <Stack gap="xs" align="flex-start">
                <Code block w="100%" tabIndex={0}>
                  {text}
                </Code>
                <CopyButton value={text}>
                  {({ copied, copy }) => (
                    <Group>
                      <Button size="xs" variant="default" onClick={copy}>
                        {copied ? t('copied') : t('copy')}
                      </Button>
                    </Group>
                  )}
                </CopyButton>
              </Stack>
            </Tabs.Panel>
          )
        })}
      </Tabs>
      <Text size="sm" c="dimmed">
        {t('snippet.loopback')}
      </Text>
    </Stack>
  )
}
