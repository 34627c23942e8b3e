import { Anchor, Group, SimpleGrid, Stack, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Definition } from '~/shared/page/Definition'
import { Empty } from '~/shared/page/Empty'
import { Panel } from '~/shared/page/Panel'
import type { Sentence } from './queries'
import { REPORT_SEARCH, SPARKS } from './Sparks'
import { isKnown, useSaying } from './saying'

/** Who stays, who leaves: sentences with their numbers, each leading to its report. */
export function WhoStays({ sentences }: { sentences: Sentence[] }) {
  const { t } = useTranslation('home')
  const known = sentences.filter(isKnown)
  return (
    <Panel title={t('whoStays')}>
      {known.length === 0 && <Empty because={t('tooYoung')} />}
      <SimpleGrid cols={{ base: 1, md: 3 }} spacing="xl">
        {known.map((one) => (
          <Said key={one.code} sentence={one} />
        ))}
      </SimpleGrid>
    </Panel>
  )
}

function Said({ sentence: said }: { sentence: Sentence }) {
  const { t } = useTranslation('home')
  const { code, params, report } = said
  const { sentence, compared } = useSaying()(said)
  const Course = SPARKS[code]
  return (
    <Stack gap="sm" justify="space-between">
      <div>
        <Group gap={8} wrap="nowrap" align="flex-start" justify="space-between">
          <Text>{sentence}</Text>
          <Definition text={t(`definitions.${code}`)} />
        </Group>
        <Text size="sm" c="dimmed" pt={4}>
          {compared.join(' · ')}
        </Text>
      </div>
      <Stack gap="xs">
        {Course && <Course params={params} />}
        <Anchor
          component={Link}
          to={`/know/${report}`}
          search={(REPORT_SEARCH[code] ?? {}) as never}
          fz="sm"
        >
          {t(`more.${report}`)}
        </Anchor>
      </Stack>
    </Stack>
  )
}
