import { Anchor, List, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Answer } from '~/shared/page/Answer'
import { Empty } from '~/shared/page/Empty'
import { Panel } from '~/shared/page/Panel'
import { useFormat } from '~/shared/words/useFormat'
import { type Stay, useStays } from '../queries'

/** The saved segments this person is in, and since when. */
export function Segments({ id }: { id: string }) {
  const { t } = useTranslation('customers')
  const asked = useStays(id)
  return (
    <Panel title={t('inSegments')} definition={t('inSegmentsDefinition')}>
      <Answer of={asked} height={64}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty because={t('inNoSegment')} />
          ) : (
            <List listStyleType="none" spacing="sm" w="100%">
              {items.map((stay) => (
                <InOne key={stay.segment} stay={stay} />
              ))}
            </List>
          )
        }
      </Answer>
    </Panel>
  )
}

/** Whoever was in it when it was first kept came at a moment that nobody knows. */
function InOne({ stay: { segment, since } }: { stay: Stay }) {
  const { t } = useTranslation('customers')
  const format = useFormat()
  return (
    <List.Item>
      <Anchor
        component={Link}
        to="/know/segments/$name"
        params={{ name: segment } as never}
        style={{ overflowWrap: 'anywhere' }}
      >
        {segment}
      </Anchor>
      <Text size="xs" c="dimmed">
        {since ? t('inSegmentSince', { moment: format.moment(since) }) : t('inSegmentBefore')}
      </Text>
    </List.Item>
  )
}
