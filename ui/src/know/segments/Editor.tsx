import { Grid, SegmentedControl, Stack, Text } from '@mantine/core'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { problemOf } from '~/shared/api/problem'
import { Page } from '~/shared/page/Page'
import { Panel } from '~/shared/page/Panel'
import { ProblemNotice } from '~/shared/page/ProblemNotice'
import { useAddress } from '~/shared/sentence/useAddress'
import { Beside } from './beside/Beside'
import { Builder } from './builder/Builder'
import { Course } from './course/Course'
import { Deeds } from './deeds/Deeds'
import { isOfRule, Keep } from './Keep'
import { type Rule, type Segment, useSaveSegment } from './queries'
import { TextView } from './text/TextView'
import { type Draft, useDraft } from './useDraft'

type Props = { segment?: Segment; first: Rule; typed?: string | null }

/**
 * The rule in its two faces, whom it means beside it, and its name below. One that is saved tells
 * first how it moves; on a phone, before that, who is in it.
 */
export function Editor({ segment, first, typed = null }: Props) {
  const { t } = useTranslation('segments')
  const [address, change] = useAddress()
  const draft = useDraft(first, typed)
  const usual = typed === null ? 'sentence' : 'text'
  const view = address.view ?? usual
  const told = draft.preview.data?.text
  const isChanged = draft.fault !== null || (told !== undefined && told !== segment?.text)
  const saving = useSaveSegment()
  const isRefused = saving.error !== null && isOfRule(problemOf(saving.error))
  useKeptInAddress(draft, segment)
  useForgotten(saving.reset, draft.rule)

  const body = (
    <Grid gap="md">
      <Grid.Col span={{ base: 12, lg: 8 }} order={segment && { base: 2, lg: 1 }}>
        <Stack gap="md">
          {segment && <Course segment={segment} />}
          <Panel
            title={t('rule')}
            note={segment && t('editIntro')}
            actions={
              <SegmentedControl
                size="xs"
                value={view}
                onChange={(next) => change({ view: next === usual ? undefined : next })}
                aria-label={t('view')}
                data={[
                  { value: 'sentence', label: t('views.sentence') },
                  { value: 'text', label: t('views.text') },
                ]}
              />
            }
          >
            {view === 'text' ? (
              <TextView draft={draft} />
            ) : (
              <Sentence draft={draft} own={segment?.name} />
            )}
            {isRefused && <ProblemNotice error={saving.error} />}
          </Panel>
          <Keep draft={draft} segment={segment} isChanged={isChanged} saving={saving} />
        </Stack>
      </Grid.Col>
      <Grid.Col span={{ base: 12, lg: 4 }} order={segment && { base: 1, lg: 2 }}>
        <Beside draft={draft} segment={segment} isChanged={isChanged} />
      </Grid.Col>
    </Grid>
  )
  if (!segment) return body
  return (
    <Page title={segment.name} actions={<Deeds segment={segment} isChanged={isChanged} />}>
      {body}
    </Page>
  )
}

function Sentence({ draft, own }: { draft: Draft; own?: string }) {
  const { t } = useTranslation('segments')
  return (
    <>
      {draft.fault && (
        <Text size="sm" c="var(--mantine-color-error)" role="status">
          {t('text.stillFaulty')}
        </Text>
      )}
      <Builder draft={draft} own={own} />
      {draft.isUnfinished && (
        <Text size="sm" c="dimmed" role="status">
          {t('unfinished')}
        </Text>
      )}
    </>
  )
}

/** Writes the rule into the address, unless it is the one that is saved. */
function useKeptInAddress({ printed }: Draft, segment?: Segment) {
  const [address, change] = useAddress()
  const usual = segment?.text ?? 'everyone'
  const kept = address.text
  useEffect(() => {
    if (printed === null) return
    const text = printed === usual ? undefined : printed
    if (text !== kept) change({ text }, true)
  }, [printed, usual, kept, change])
}

/** A refusal was of the rule as it was; another rule has not been refused. */
function useForgotten(forget: () => void, rule: Rule) {
  useEffect(() => {
    if (rule) forget()
  }, [rule, forget])
}
