import { Anchor, Code, Stack, Text, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { type Metric, useCatalogue } from '~/shared/metrics/catalogue'
import { Page } from '~/shared/page/Page'
import { Panel } from '~/shared/page/Panel'

/** What every number means, in the words that stand behind all question marks. */
export function CatalogueScreen() {
  const { t } = useTranslation('metrics')
  const catalogue = useCatalogue()
  const families = [...new Set(catalogue.map((metric) => metric.family))]
  return (
    <Page title={t('catalogue.title')} intro={t('catalogue.intro')}>
      {families.map((family) => (
        <Panel key={family} title={t(`families.${family}`)}>
          <Stack gap="lg">
            {catalogue
              .filter((metric) => metric.family === family)
              .map((metric) => (
                <Entry key={metric.id} metric={metric} />
              ))}
          </Stack>
        </Panel>
      ))}
    </Page>
  )
}

/** Brings the entry that the address names into view, whose words come later than the address. */
function showNamed(entry: HTMLElement | null) {
  if (entry && window.location.hash === `#${entry.id}`) entry.scrollIntoView()
}

function Entry({ metric }: { metric: Metric }) {
  const { t } = useTranslation('metrics')
  return (
    <Stack
      ref={showNamed}
      gap={4}
      id={metric.id}
      component="section"
      aria-label={metric.name}
      // Below the head of the page, which stays.
      style={{ scrollMarginTop: 72 }}
    >
      <Title order={3} size="h5">
        {metric.name}{' '}
        <Text span size="sm" c="dimmed" fw={400}>
          {t(`catalogue.better.${metric.better}`)}
        </Text>
      </Title>
      <Text maw={720}>{metric.meaning}</Text>
      <Text size="sm" c="dimmed">
        {t('catalogue.formula')}: <Code>{metric.formula}</Code>
      </Text>
      <Text size="sm" c="dimmed">
        {t('catalogue.shown')}:{' '}
        <Anchor component={Link} to={`/know/${metric.report}`} size="sm" underline="always">
          {t(`catalogue.reports.${metric.report}`)}
        </Anchor>
      </Text>
    </Stack>
  )
}
