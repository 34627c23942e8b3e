import { Anchor, Stack, Table, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { CampaignReadings } from '~/client'
import { Answer } from '~/shared/page/Answer'
import { Panel } from '~/shared/page/Panel'
import { useFormat } from '~/shared/words/useFormat'
import { wayName } from '../editor/Ways'
import { type Campaign, useFollowing, useReadings } from '../queries'

type Row = CampaignReadings['ways'][number]

/** Who opened the letters and followed their links; nothing where there is nothing to tell. */
export function Readings({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation('campaigns')
  const asked = useReadings(campaign.id)
  const isLetter = campaign.channel === 'email'
  if (!isLetter && campaign.variants.length === 0) return null
  return (
    <Panel title={t('readings.title')} note={t('readings.note')}>
      <Answer of={asked} height={120}>
        {({ ways, links }) => (
          <Stack gap="md">
            <Ways ways={ways} isLetter={isLetter} />
            {isLetter && <Nobody ways={ways} />}
            {links.length > 0 && <Links links={links} />}
          </Stack>
        )}
      </Answer>
    </Panel>
  )
}

/** Why there is nothing to see, and where that is decided. */
function Nobody({ ways }: { ways: Row[] }) {
  const { t } = useTranslation('campaigns')
  const following = useFollowing().data
  const n = ways.reduce((sum, way) => sum + way.followed, 0)
  if (!following || n > 0) return null
  return (
    <Text size="sm" c="dimmed">
      {t(following.answered ? `readings.${following.follows}` : 'readings.asked')}{' '}
      <Anchor component={Link} to="/settings" underline="always">
        {t('wayOut.change')}
      </Anchor>
    </Text>
  )
}

/** One line for each way it was said in. */
function Ways({ ways, isLetter }: { ways: Row[]; isLetter: boolean }) {
  const { t } = useTranslation('campaigns')
  const format = useFormat()
  const several = ways.some(({ variant }) => variant !== null && variant !== undefined)
  const share = (n: number, of: number) =>
    of > 0 ? `${format.number(n)} · ${format.share(n / of)}` : '–'
  return (
    <Table.ScrollContainer minWidth={420}>
      <Table verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            {several && <Table.Th>{t('ways.which')}</Table.Th>}
            <Table.Th ta="right">{t('counts.sent.name')}</Table.Th>
            {isLetter && <Table.Th ta="right">{t('readings.followed')}</Table.Th>}
            {isLetter && <Table.Th ta="right">{t('readings.opened')}</Table.Th>}
            {isLetter && <Table.Th ta="right">{t('readings.clicked')}</Table.Th>}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {ways.map((way) => (
            <Table.Tr key={way.variant ?? 'all'}>
              {several && <Table.Td>{wayName(way.variant ?? 0)}</Table.Td>}
              <Table.Td ta="right">{format.number(way.sent)}</Table.Td>
              {isLetter && <Table.Td ta="right">{format.number(way.followed)}</Table.Td>}
              {isLetter && <Table.Td ta="right">{share(way.opened, way.followed)}</Table.Td>}
              {isLetter && <Table.Td ta="right">{share(way.clicked, way.followed)}</Table.Td>}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}

function Links({ links }: { links: CampaignReadings['links'] }) {
  const { t } = useTranslation('campaigns')
  const format = useFormat()
  return (
    <Table verticalSpacing="xs">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('readings.link')}</Table.Th>
          <Table.Th ta="right">{t('readings.people')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {links.map(({ url, people }) => (
          <Table.Tr key={url}>
            <Table.Td style={{ overflowWrap: 'anywhere' }}>{url}</Table.Td>
            <Table.Td ta="right">{format.number(people)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}
