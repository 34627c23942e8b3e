import { Grid, SegmentedControl, Stack, Text } from '@mantine/core'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Page } from '~/shared/page/Page'
import { Panel } from '~/shared/page/Panel'
import { useAddress } from '~/shared/sentence/useAddress'
import { Beside } from './beside/Beside'
import { Builder } from './builder/Builder'
import { Deeds } from './Deeds'
import { Keep } from './Keep'
import type { Rule, Segment } from './queries'
import { TextView } from './text/TextView'
import { type Draft, useDraft } from './useDraft'

type Props = { segment?: Segment; first: Rule; typed?: string | null }

/** The rule in its two faces, whom it means beside it, and its name below. */
export function Editor({ segment, first, typed = null }: Props) {
  const { t } = useTranslation('segments')
  const [address, change] = useAddress()
  const draft = useDraft(first, typed)
  const view = address.view === 'text' || typed !== null ? 'text' : 'sentence'
  const told = draft.preview.data?.text
  const isChanged = draft.fault !== null || (told !== undefined && told !== segment?.text)
  useKeptInAddress(draft, segment)

  const body = (
    <Grid gap="md">
      <Grid.Col span={{ base: 12, lg: 8 }}>
        <Stack gap="md">
          <Panel
            title={t('rule')}
            actions={
              <SegmentedControl
                size="xs"
                value={view}
                onChange={(next) => change({ view: next === 'text' ? next : undefined })}
                aria-label={t('view')}
                data={[
                  { value: 'sentence', label: t('views.sentence') },
                  { value: 'text', label: t('views.text') },
                ]}
              />
            }
          >
            {view === 'text' ? <TextView draft={draft} /> : <Sentence draft={draft} />}
          </Panel>
          <Keep draft={draft} segment={segment} isChanged={isChanged} />
        </Stack>
      </Grid.Col>
      <Grid.Col span={{ base: 12, lg: 4 }}>
        <Beside draft={draft} name={segment?.name} />
      </Grid.Col>
    </Grid>
  )
  if (!segment) return body
  return (
    <Page
      title={segment.name}
      intro={t('editIntro')}
      actions={<Deeds segment={segment} isChanged={isChanged} />}
    >
      {body}
    </Page>
  )
}

function Sentence({ draft }: { draft: Draft }) {
  const { t } = useTranslation('segments')
  return (
    <>
      {draft.fault && (
        <Text size="sm" c="var(--mantine-color-error)" role="status">
          {t('text.stillFaulty')}
        </Text>
      )}
      <Builder draft={draft} />
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
