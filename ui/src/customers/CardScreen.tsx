import { Grid, Stack } from '@mantine/core'
import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Answer } from '~/shared/page/Answer'
import { Page } from '~/shared/page/Page'
import { nameOf } from '~/shared/people/name'
import { Ahead } from './card/Ahead'
import { AlsoKnown } from './card/AlsoKnown'
import { ByLaw } from './card/privacy/ByLaw'
import { Decisions } from './card/Decisions'
import { Fields } from './card/fields/Fields'
import { Figures } from './card/Figures'
import { Leaving } from './card/Leaving'
import { Owed } from './card/Owed'
import { Persona } from './card/Persona'
import { Segments } from './card/Segments'
import { Tasks } from './card/Tasks'
import { Timeline } from './card/Timeline'
import { Wanted } from './card/Wanted'
import { WhoHeIs } from './card/WhoHeIs'
import { useCard } from './queries'

/**
 * One person: who he is, what happened, what he is worth, where he belongs, why he got letters.
 * The address may name somebody who was merged into him: the rest is asked of who he is by now.
 */
export function CardScreen() {
  const { t } = useTranslation('customers')
  const { id } = useParams({ strict: false }) as { id: string }
  const asked = useCard(id)
  const card = asked.data
  return (
    <Page
      title={card ? nameOf(card) : t('card')}
      intro={card ? t('number', { id: card.customer_id }) : undefined}
      actions={card && <ByLaw id={id} name={nameOf(card)} />}
    >
      <Answer of={asked} height={480}>
        {(found) => (
          <Grid gap="md">
            <Grid.Col span={{ base: 12, md: 6, lg: 3 }}>
              <Stack gap="md">
                <WhoHeIs card={found} />
                <Fields id={found.id} />
                <AlsoKnown id={found.id} />
                <Tasks id={found.id} />
              </Stack>
            </Grid.Col>
            <Grid.Col span={{ base: 12, md: 6, lg: 4 }} order={{ base: 2, lg: 3 }}>
              <Stack gap="md">
                <Figures id={found.id} />
                <Persona id={found.id} />
                <Segments id={found.id} />
                <Ahead id={found.id} />
                <Leaving id={found.id} />
                <Wanted id={found.id} />
                <Decisions id={found.id} />
                <Owed id={found.id} />
              </Stack>
            </Grid.Col>
            <Grid.Col span={{ base: 12, lg: 5 }} order={{ base: 3, lg: 2 }}>
              <Timeline id={found.id} />
            </Grid.Col>
          </Grid>
        )}
      </Answer>
    </Page>
  )
}
