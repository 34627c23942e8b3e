import { Grid, Stack } from '@mantine/core'
import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Answer } from '~/shared/page/Answer'
import { Page } from '~/shared/page/Page'
import { nameOf } from '~/shared/people/name'
import { Ahead } from './card/Ahead'
import { Decisions } from './card/Decisions'
import { Figures } from './card/Figures'
import { Leaving } from './card/Leaving'
import { Segments } from './card/Segments'
import { Timeline } from './card/Timeline'
import { Wanted } from './card/Wanted'
import { WhoHeIs } from './card/WhoHeIs'
import { useCard } from './queries'

/** One person: who he is, what happened, what he is worth, where he belongs, why he got letters. */
export function CardScreen() {
  const { t } = useTranslation('customers')
  const { id } = useParams({ strict: false }) as { id: string }
  const asked = useCard(id)
  const card = asked.data
  return (
    <Page
      title={card ? nameOf(card) : t('card')}
      intro={card ? t('number', { id: card.customer_id }) : undefined}
    >
      <Answer of={asked} height={480}>
        {(found) => (
          <Grid gap="md">
            <Grid.Col span={{ base: 12, md: 6, lg: 3 }}>
              <WhoHeIs card={found} />
            </Grid.Col>
            <Grid.Col span={{ base: 12, md: 6, lg: 4 }} order={{ base: 2, lg: 3 }}>
              <Stack gap="md">
                <Figures id={id} />
                <Segments id={id} />
                <Ahead id={id} />
                <Leaving id={id} />
                <Wanted id={id} />
                <Decisions id={id} />
              </Stack>
            </Grid.Col>
            <Grid.Col span={{ base: 12, lg: 5 }} order={{ base: 3, lg: 2 }}>
              <Timeline id={id} />
            </Grid.Col>
          </Grid>
        )}
      </Answer>
    </Page>
  )
}
