import { Button, Group, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { WriteToThem } from '~/act/campaigns/WriteToThem'
import { Answer } from '~/shared/page/Answer'
import { Empty } from '~/shared/page/Empty'
import { Page } from '~/shared/page/Page'
import { Panel } from '~/shared/page/Panel'
import { useAddress } from '~/shared/sentence/useAddress'
import { DownloadMenu } from '~/shared/table/DownloadMenu'
import { Filter } from './list/Filter'
import { PeopleTable } from './list/PeopleTable'
import { useCustomerPages } from './queries'
import { isFiltered, NO_FILTER, type Question, readQuestion } from './question'

/** Everybody who is known, found by words, by group, by silence and by consent. */
export function ListScreen() {
  const { t } = useTranslation('customers')
  const [address, change] = useAddress()
  const question = readQuestion(address)
  const asked = useCustomerPages(question)
  const search = useDebouncedCallback((text: string) => change({ search: text }, true), 200)

  return (
    <Page
      title={t('title')}
      intro={t('intro')}
      actions={
        <Button component={Link} to="/customers/duplicates" variant="default">
          {t('duplicates')}
        </Button>
      }
    >
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
          <Group gap="xs">
            <WriteToThem condition={conditionOf(question)} />
            <DownloadMenu table="customers" options={question} />
          </Group>
        </Group>
        <Answer of={asked} height={420}>
          {({ pages }) => {
            const people = pages.flatMap((page) => page.items)
            if (people.length === 0) return <Nobody filtered={isFiltered(question)} />
            return <PeopleTable people={people} asked={asked} sort={question.sort} />
          }}
        </Answer>
      </Panel>
    </Page>
  )
}

function Nobody({ filtered }: { filtered: boolean }) {
  const { t } = useTranslation('customers')
  const [, change] = useAddress()
  return (
    <Empty because={filtered ? t('nobodyMatches') : t('nobody')}>
      {filtered && (
        <Button variant="default" onClick={() => change(NO_FILTER)}>
          {t('everybody')}
        </Button>
      )}
    </Empty>
  )
}

/**
 * The same people as a campaign's audience, when a campaign can be told so. Where they stand and
 * which persona they are is not something it can be told. Consent is no part of it: it is looked at again for each letter, so those
 * who refused can be shown but not written to.
 */
function conditionOf(question: Question) {
  const { 'rfm-group': group, 'quiet-days-min': quiet, segment, consent } = question
  const refused = consent === 'denied' || consent === 'missing'
  const isMore = question.search || question.standing || question.persona
  if (isMore || refused || !(group || quiet || segment || consent)) return null
  return { rfm_groups: group ? [group] : undefined, quiet_days_min: quiet, segment }
}
