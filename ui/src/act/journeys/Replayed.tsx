import { Button, Stack, Table, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Answer } from '~/shared/page/Answer'
import { Caveats } from '~/shared/page/Caveats'
import { Panel } from '~/shared/page/Panel'
import { useFormat } from '~/shared/words/useFormat'
import { type Journey, type Replay, useReplay } from './queries'

const FATES = ['sent', 'held_out', 'no_consent', 'no_address', 'too_often', 'spared'] as const

/** What a journey would have done last year: told at once for a draft, else when asked. */
export function Replayed({ journey }: { journey: Journey }) {
  const { t } = useTranslation('journeys')
  const [wanted, want] = useState(journey.state === 'draft')
  const asked = useReplay(journey.id, journey.version, wanted)
  return (
    <Panel
      title={t('replay.title')}
      note={t('replay.note')}
      actions={
        <Button
          size="xs"
          variant="default"
          loading={asked.isFetching}
          onClick={() => (wanted ? asked.refetch() : want(true))}
        >
          {t(wanted ? 'replay.again' : 'replay.run')}
        </Button>
      }
    >
      {wanted && <Answer of={asked}>{(replay) => <Told replay={replay} />}</Answer>}
    </Panel>
  )
}

function Told({ replay }: { replay: Replay }) {
  const { t } = useTranslation('journeys')
  const format = useFormat()
  const days = format.days(replay)
  const given = replay.n_tasks + replay.n_calls > 0
  const counted = (key: string, count: number) => t(key, { count, n: format.number(count) })
  return (
    <Stack gap="sm">
      <Text fw={600}>
        {replay.n_entries === 0
          ? t('replay.nobody', { days })
          : t('replay.sentence', {
              days,
              people: counted('replay.people', replay.n_people),
              letters: counted('replay.letters', replay.n_letters),
              most: format.number(replay.most_letters),
            })}
      </Text>
      {replay.n_entries > 0 && (
        <>
          <Text size="sm">
            {t('replay.goal', {
              n: format.number(replay.n_goal),
              all: format.number(replay.n_entries),
            })}
          </Text>
          {given && (
            <Text size="sm">
              {t('replay.givenNote', {
                tasks: counted('replay.tasks', replay.n_tasks),
                calls: counted('replay.calls', replay.n_calls),
              })}
            </Text>
          )}
          <Steps replay={replay} />
        </>
      )}
      <Caveats of={replay.caveats} />
      <Text size="sm" c="dimmed">
        {t('replay.took', { seconds: format.number(replay.took_ms / 1_000) })}
      </Text>
    </Stack>
  )
}

function Steps({ replay }: { replay: Replay }) {
  const { t } = useTranslation('journeys')
  const format = useFormat()
  const given = replay.steps.some((step) => step.n_given != null)
  return (
    <Table.ScrollContainer minWidth={640}>
      <Table verticalSpacing="xs" className="numbers">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('replay.step')}</Table.Th>
            <Table.Th ta="right">{t('replay.came')}</Table.Th>
            {FATES.map((fate) => (
              <Table.Th key={fate} ta="right">
                {t(`replay.${fate}`)}
              </Table.Th>
            ))}
            {given && <Table.Th ta="right">{t('replay.given')}</Table.Th>}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {replay.steps.map((step) => (
            <Table.Tr key={step.step}>
              <Table.Td>{step.step}</Table.Td>
              <Table.Td ta="right">{format.number(step.n_came)}</Table.Td>
              {FATES.map((fate) => (
                <Table.Td key={fate} ta="right">
                  {step.letter ? format.number(step.letter[fate]) : ''}
                </Table.Td>
              ))}
              {given && (
                <Table.Td ta="right">
                  {step.n_given == null ? '' : format.number(step.n_given)}
                </Table.Td>
              )}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}
