import { Button, Group, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { useTranslation } from 'react-i18next'
import { WriteToThem } from '~/act/campaigns/WriteToThem'
import { Answer } from '~/shared/page/Answer'
import { Empty } from '~/shared/page/Empty'
import { Page } from '~/shared/page/Page'
import { Panel } from '~/shared/page/Panel'
import { GROUPS } from '~/shared/people/groups'
import { Choice } from '~/shared/sentence/Choice'
import { Sentence } from '~/shared/sentence/Sentence'
import { useAddress } from '~/shared/sentence/useAddress'
import { useFormat } from '~/shared/words/useFormat'
import { PeopleTable } from './list/PeopleTable'
import { useCustomerPages } from './queries'
import { readQuestion } from './question'

const SILENCES = ['', '30', '60', '90', '180', '365']

/** Everybody who ever ordered, found by name, number or e-mail, by group and by silence. */
export function ListScreen() {
  const { t } = useTranslation('customers')
  const [address, change] = useAddress()
  const question = readQuestion(address)
  const asked = useCustomerPages(question)
  const search = useDebouncedCallback((text: string) => change({ search: text }, true), 200)
  const filtered = Boolean(question.search || question['rfm-group'] || question['quiet-days-min'])

  return (
    <Page title={t('title')} intro={t('intro')}>
      <Filter />
      <Panel>
        <Group justify="space-between" gap="sm">
          <TextInput
            key={question.search === undefined ? 'empty' : 'asked'}
            flex="1 1 240px"
            maw={380}
            placeholder={t('search')}
            aria-label={t('search')}
            defaultValue={question.search}
            onChange={(event) => search(event.currentTarget.value)}
          />
          <WriteToThem condition={conditionOf(question)} />
        </Group>
        <Answer of={asked} height={420}>
          {({ pages }) => {
            const people = pages.flatMap((page) => page.items)
            if (people.length > 0) {
              return <PeopleTable people={people} asked={asked} sort={question.sort} />
            }
            return (
              <Empty because={filtered ? t('nobodyMatches') : t('nobody')}>
                {filtered && (
                  <Button variant="default" onClick={() => change(NO_FILTER)}>
                    {t('everybody')}
                  </Button>
                )}
              </Empty>
            )
          }}
        </Answer>
      </Panel>
    </Page>
  )
}

const NO_FILTER = {
  search: undefined,
  'rfm-group': undefined,
  'quiet-days-min': undefined,
}

/** “Customers of *any group* who have been silent for *any time*.” */
function Filter() {
  const { t } = useTranslation('customers')
  const format = useFormat()
  const [address, change] = useAddress()
  const silence = (days: string) =>
    days ? t('silentFor', { count: Number(days), n: format.number(Number(days)) }) : t('anySilence')
  const days = address['quiet-days-min'] ?? ''
  return (
    <Sentence
      slice="customers"
      name="sentence"
      words={{
        group: (
          <Choice
            label={t('columns.rfm_group')}
            value={address['rfm-group'] ?? ''}
            options={['', ...GROUPS].map((value) => ({
              value,
              label: value ? t('groupOf', { name: t(`rfm:groups.${value}`) }) : t('anyGroup'),
            }))}
            onChange={(value) => change({ 'rfm-group': value })}
          />
        ),
        silence: (
          <Choice
            label={t('columns.recency_days')}
            value={days}
            options={[...new Set([...SILENCES, days])].map((value) => ({
              value,
              label: silence(value),
            }))}
            onChange={(value) => change({ 'quiet-days-min': value })}
          />
        ),
      }}
    />
  )
}

/** The same people as a campaign's audience, when a campaign can be told so. */
function conditionOf(question: ReturnType<typeof readQuestion>) {
  const group = question['rfm-group']
  const quiet = question['quiet-days-min']
  if (question.search || (!group && !quiet)) return null
  return { rfm_groups: group ? [group] : undefined, quiet_days_min: quiet ?? undefined }
}
