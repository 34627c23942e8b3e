import { Button, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useRights } from '~/shared/api/door'
import { Answer } from '~/shared/page/Answer'
import { Empty } from '~/shared/page/Empty'
import { Page } from '~/shared/page/Page'
import { Panel } from '~/shared/page/Panel'
import { ProblemNotice } from '~/shared/page/ProblemNotice'
import { useFormat } from '~/shared/words/useFormat'
import { MergeAll } from './MergeAll'
import { MergeTwo } from './MergeTwo'
import { Mergers } from './Mergers'
import { PairCard } from './PairCard'
import { type Pair, useLookForPairs, useMergers, usePairs } from './queries'
import { Recognition } from './Recognition'

/** Customers who look like one person; who was made one; by what nobody is recognised. */
export function DuplicatesScreen() {
  const { t } = useTranslation('duplicates')
  const may = useRights()
  const look = useLookForPairs()
  const [asked, setAsked] = useState<Pair | 'all' | null>(null)
  const found = look.data
  return (
    <Page
      title={t('title')}
      intro={t('intro')}
      actions={
        may('take_in') && (
          <>
            <Button loading={look.isPending} onClick={() => look.mutate()}>
              {t('look')}
            </Button>
            <Button variant="default" onClick={() => setAsked('all')}>
              {t('mergeAll')}
            </Button>
          </>
        )
      }
    >
      {look.error !== null && <ProblemNotice error={look.error} />}
      <Text role="status" className={found ? undefined : 'sr-only'}>
        {found ? t('found', { count: found.n }) : ''}
      </Text>
      <Pairs onMerge={may('take_in') ? setAsked : undefined} />
      <Past />
      <Recognition mayChange={may('own')} />
      {asked === 'all' && <MergeAll onClose={() => setAsked(null)} />}
      {asked && asked !== 'all' && (
        <MergeTwo
          keep={asked.older.id}
          merge={asked.newer.id}
          because={asked.reasons.map((reason) => t(`reasons.${reason}`)).join(', ')}
          onClose={() => setAsked(null)}
        />
      )}
    </Page>
  )
}

function Pairs({ onMerge }: { onMerge?: (pair: Pair) => void }) {
  const { t } = useTranslation('duplicates')
  const format = useFormat()
  const asked = usePairs()
  return (
    <Panel title={t('pairs')} definition={t('pairsDefinition')}>
      <Answer of={asked} height={240}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items)
          const first = pages[0]
          if (items.length === 0) return <Empty because={t('none')} />
          return (
            <Stack gap="md">
              <Text size="sm" c="dimmed">
                {t('count', { count: first?.n ?? 0, n: format.number(first?.n ?? 0) })}
                {first?.found_at && ` ${t('foundAt', { moment: format.moment(first.found_at) })}`}
              </Text>
              {items.map((pair) => (
                <PairCard key={pair.older.id + pair.newer.id} pair={pair} onMerge={onMerge} />
              ))}
            </Stack>
          )
        }}
      </Answer>
      {asked.hasNextPage && (
        <Button
          variant="default"
          style={{ alignSelf: 'flex-start' }}
          loading={asked.isFetchingNextPage}
          onClick={() => asked.fetchNextPage()}
        >
          {t('words:more')}
        </Button>
      )}
    </Panel>
  )
}

function Past() {
  const { t } = useTranslation('duplicates')
  const asked = useMergers()
  return (
    <Panel title={t('past')} definition={t('pastDefinition')}>
      <Answer of={asked} height={96}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items)
          if (items.length === 0) return <Empty because={t('nobodyMerged')} />
          return <Mergers of={items} />
        }}
      </Answer>
      {asked.hasNextPage && (
        <Button
          variant="default"
          style={{ alignSelf: 'flex-start' }}
          loading={asked.isFetchingNextPage}
          onClick={() => asked.fetchNextPage()}
        >
          {t('words:more')}
        </Button>
      )}
    </Panel>
  )
}
