import { Anchor, Badge, Button, SimpleGrid, Stack, Table, Text, Title } from '@mantine/core'
import { Link, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Answer } from '~/shared/page/Answer'
import { Empty } from '~/shared/page/Empty'
import { Page } from '~/shared/page/Page'
import { Panel } from '~/shared/page/Panel'
import { tellProblem } from '~/shared/page/tellProblem'
import { useFormat } from '~/shared/words/useFormat'
import {
  type Journey,
  type JourneyRecipe,
  useJourneyRecipes,
  useJourneys,
  useNewJourney,
} from './queries'
import { useEntryWords } from './words'

/** The journeys of the shop, and ready ones to begin with. */
export function ListScreen() {
  const { t, i18n } = useTranslation('journeys')
  const asked = useJourneys()
  const recipes = useJourneyRecipes(i18n.language as JourneyRecipe['plan']['language'])
  return (
    <Page title={t('title')} intro={t('intro')}>
      <Answer of={asked}>
        {(items) => (
          <Panel>
            {items.length === 0 ? <Empty because={t('none')} /> : <Journeys items={items} />}
          </Panel>
        )}
      </Answer>
      <Panel title={t('recipes')} note={t('recipesNote')}>
        <Answer of={recipes}>
          {(ready) => (
            <SimpleGrid cols={{ base: 1, sm: 2 }}>
              {ready.map((recipe) => (
                <RecipeCard key={recipe.code} recipe={recipe} kept={asked.data ?? []} />
              ))}
            </SimpleGrid>
          )}
        </Answer>
      </Panel>
    </Page>
  )
}

/** A ready journey: opened as a draft, or found again when there is one of its name. */
function RecipeCard({ recipe, kept }: { recipe: JourneyRecipe; kept: Journey[] }) {
  const { t } = useTranslation('journeys')
  const navigate = useNavigate()
  const fresh = useNewJourney()
  const own = kept.find((journey) => journey.plan.name === recipe.plan.name)
  const open = async () => {
    try {
      const { id } = own ?? (await fresh.mutateAsync({ text: recipe.text }))
      navigate({ to: '/act/journeys/$id', params: { id } as never })
    } catch (error) {
      tellProblem(error, t)
    }
  }
  return (
    <Stack gap="xs" align="flex-start">
      <Title order={3} size="h5">
        {recipe.plan.name}
      </Title>
      <Text size="sm" c="dimmed">
        {recipe.plan.about}
      </Text>
      <Button
        size="xs"
        variant="default"
        onClick={open}
        loading={fresh.isPending}
        aria-label={`${t(own ? 'chosen' : 'choose')}: ${recipe.plan.name}`}
      >
        {t(own ? 'chosen' : 'choose')}
      </Button>
    </Stack>
  )
}

function Journeys({ items }: { items: Journey[] }) {
  const { t } = useTranslation('journeys')
  const format = useFormat()
  const entry = useEntryWords()
  return (
    <Table.ScrollContainer minWidth={640}>
      <Table verticalSpacing="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('name')}</Table.Th>
            <Table.Th>{t('state')}</Table.Th>
            <Table.Th ta="right">{t('entries')}</Table.Th>
            <Table.Th ta="right">{t('inside')}</Table.Th>
            <Table.Th ta="right">{t('goal')}</Table.Th>
            <Table.Th ta="right">{t('sent')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {items.map((one) => (
            <Table.Tr key={one.id}>
              <Table.Td>
                <Stack gap={0}>
                  <Anchor component={Link} to="/act/journeys/$id" params={{ id: one.id } as never}>
                    {one.plan.name}
                  </Anchor>
                  <Text size="sm" c="dimmed">
                    {entry(one.plan)}
                  </Text>
                </Stack>
              </Table.Td>
              <Table.Td>
                <Badge variant="default" tt="none" miw="max-content">
                  {t(`states.${one.state}`)}
                </Badge>
              </Table.Td>
              <Table.Td ta="right">{format.number(one.n_entries)}</Table.Td>
              <Table.Td ta="right">{format.number(one.n_inside)}</Table.Td>
              <Table.Td ta="right">{format.number(one.n_goal)}</Table.Td>
              <Table.Td ta="right">{format.number(one.letters.sent)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}
