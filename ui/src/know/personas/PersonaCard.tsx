import { Anchor, Badge, Button, Group, SimpleGrid, Stack, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Figure } from '~/shared/page/Figure'
import { Panel } from '~/shared/page/Panel'
import { useFormat } from '~/shared/words/useFormat'
import { Differs } from './Differs'
import { Hours } from './Hours'
import { Likes } from './Likes'
import type { PersonasReport, Portrait } from './queries'
import { useNamed } from './useNamed'

type Props = { portrait: Portrait; report: PersonasReport }

/** The portrait of one persona. */
export function PersonaCard({ portrait, report }: Props) {
  const { t } = useTranslation('personas')
  const format = useFormat()
  const named = useNamed()
  return (
    <Panel title={named(portrait.name)} actions={<Fate portrait={portrait} />}>
      <SimpleGrid cols={2} spacing="md">
        <Figure
          label={t('card.share')}
          value={format.wholeShare(portrait.share)}
          note={t('card.customers', {
            count: portrait.customers,
            n: format.number(portrait.customers),
          })}
        />
        <Figure
          label={t('card.revenue')}
          value={format.wholeShare(portrait.revenue_share)}
          note={format.roundMoney(portrait.revenue)}
        />
        <Figure
          label={t('card.value')}
          definition={t('definitions.value')}
          value={format.roundMoney(portrait.value)}
        />
        <Figure
          label={t('card.orders')}
          value={format.number(portrait.orders)}
          note={t('card.average', { value: format.roundMoney(portrait.average_order) })}
        />
      </SimpleGrid>
      <Differs of={portrait.differs} />
      <Likes portrait={portrait} />
      <Hours portrait={portrait} />
      <Typical portrait={portrait} />
      {report.in_use_since && <Doors portrait={portrait} />}
    </Panel>
  )
}

/** What became of it since the run in use before. */
function Fate({ portrait }: { portrait: Portrait }) {
  const { t } = useTranslation('personas')
  const format = useFormat()
  if (portrait.fate === 'new') return null
  const alike = format.wholeShare(portrait.alike)
  return (
    <Badge variant="light" color={portrait.fate === 'changed' ? 'orange' : undefined}>
      {t(`fate.${portrait.fate}`, { alike, was: portrait.was ?? '' })}
    </Badge>
  )
}

function Typical({ portrait }: { portrait: Portrait }) {
  const { t } = useTranslation('personas')
  const known = portrait.typical.filter(({ customer }) => customer)
  if (known.length === 0) return null
  return (
    <Text size="sm">
      {t('card.typical')}{' '}
      {known.map(({ customer, customer_id }, nth) => (
        <span key={customer}>
          {nth > 0 && ', '}
          <Anchor component={Link} to={`/customers/${customer}`} size="sm">
            {customer_id}
          </Anchor>
        </span>
      ))}
    </Text>
  )
}

/** From the persona to its people: the list, or a segment that can be written to. */
function Doors({ portrait }: { portrait: Portrait }) {
  const { t } = useTranslation('personas')
  const rule = { text: `persona is ${portrait.key}` }
  return (
    <Stack mt="auto">
      <Group gap="xs" className="no-print">
        <Button
          component={Link}
          to="/customers"
          search={{ persona: portrait.key } as never}
          size="xs"
          variant="default"
        >
          {t('card.list')}
        </Button>
        <Button
          component={Link}
          to="/know/segments/new"
          search={rule as never}
          size="xs"
          variant="default"
        >
          {t('card.segment')}
        </Button>
      </Group>
    </Stack>
  )
}
