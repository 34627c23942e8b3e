import { Anchor, Button, Code, SimpleGrid, Stack, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { HowToExport } from '~/collect/imports/steps/HowToExport'
import { Panel } from '~/shared/page/Panel'

/** The two ways in, and nothing else. */
export function Doors() {
  const { t } = useTranslation('home')
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
      <Panel title={t('doors.file')} note={t('doors.fileNote')}>
        <Stack gap="md">
          <Button component={Link} to="/collect/imports/new" w="fit-content" size="md">
            {t('doors.fileOpen')}
          </Button>
          <Text fw={500}>{t('doors.howTo')}</Text>
          <HowToExport />
        </Stack>
      </Panel>
      <Panel title={t('doors.demo')} note={t('doors.demoNote')}>
        <Stack gap="xs">
          <Code block>regulars demo</Code>
          <Text size="sm" c="dimmed">
            {t('doors.demoHow')}
          </Text>
          <Anchor href="http://127.0.0.1:7700" size="sm">
            127.0.0.1:7700
          </Anchor>
        </Stack>
      </Panel>
    </SimpleGrid>
  )
}
